//! The answers of the form that says who may open a client, and what may be wrong with them. Pure.

use crate::casefile::lifecycle_texts::ProtectionTexts;
use crate::clients::protection::Protection;
use crate::clients::store::Colleague;
use crate::db::{Keyring, RefKind};
use crate::kernel::codes::Role;
use crate::web::form::{FieldError, Posted};
use crate::web::session::SignedIn;

/// The longest reason, in characters.
const REASON: usize = 200;

/// The answers of the form as they were given; users by their references, uncovered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    pub protected: String,
    pub access: Vec<i64>,
    pub unblock: Vec<i64>,
    pub block: Option<i64>,
    /// True when something was chosen that is no user.
    pub is_foreign: bool,
    pub block_reason: String,
    pub is_confirmed: bool,
    pub version: i32,
}

impl Answers {
    /// As they were posted.
    pub fn posted(form: &Posted, keyring: &Keyring) -> Self {
        let mut is_foreign = false;
        let mut users = |name: &str| -> Vec<i64> {
            let refs: Vec<&str> = form.values(name).map(str::trim).filter(|text| !text.is_empty()).collect();
            let ids: Vec<i64> = refs.iter().filter_map(|text| keyring.uncover(RefKind::User, text).ok()).collect();
            is_foreign |= ids.len() != refs.len();
            ids
        };
        let (access, unblock, block) = (users("access"), users("unblock"), users("block").first().copied());
        Self {
            protected: form.trimmed("protected").to_owned(),
            access,
            unblock,
            block,
            is_foreign,
            block_reason: form.trimmed("block_reason").to_owned(),
            is_confirmed: form.value("confirm_self") == "yes",
            version: form.version(),
        }
    }

    /// Those that lead to what stands.
    pub fn of(stands: &Protection, version: i32) -> Self {
        Self {
            protected: if stands.is_protected { "yes" } else { "no" }.to_owned(),
            access: stands.allowed.clone(),
            version,
            ..Self::default()
        }
    }

    /// What these answers ask for, or what is wrong with them.
    pub fn validate(&self, case: &Case<'_>, t: ProtectionTexts) -> std::result::Result<Protection, Vec<FieldError>> {
        let mut errors = Vec::new();
        let is_protected = match self.protected.as_str() {
            "yes" => true,
            "no" => false,
            _ => {
                errors.push(FieldError::new("protected", t.protected_missing()));
                false
            }
        };
        let may_be_listed = |id: &i64| case.is_active(*id, &[Role::Caseworker, Role::ContactPerson]);
        if self.is_foreign || !self.access.iter().all(may_be_listed) {
            errors.push(FieldError::new("access", t.colleague_wrong()));
        }
        if self.block.is_some_and(|id| !case.is_active(id, &[Role::Caseworker, Role::ContactPerson, Role::Lead])) {
            errors.push(FieldError::new("block", t.colleague_wrong()));
        }
        match (self.block, self.block_reason.is_empty()) {
            (Some(_), true) => errors.push(FieldError::new("block_reason", t.reason_missing())),
            (None, false) => errors.push(FieldError::new("block", t.block_missing())),
            _ => {}
        }
        if self.block_reason.chars().count() > REASON {
            errors.push(FieldError::new("block_reason", t.reason_long()));
        } else if self.block_reason.chars().any(char::is_control) {
            errors.push(FieldError::new("block_reason", t.reason_control()));
        }
        let mut blocked = case.stands.blocked.clone();
        blocked.retain(|(id, _)| !self.unblock.contains(id) && Some(*id) != self.block);
        blocked.extend(self.block.map(|id| (id, self.block_reason.clone())));
        let wanted = Protection { is_protected, allowed: self.access.clone(), blocked };
        let wanted = wanted.settled(case.stands.is_protected, case.caseworker, &case.user.actor);
        let sees = |one: &&Colleague| wanted.lets_in(one, case.is_locked);
        if errors.is_empty() && !case.colleagues.iter().any(|one| sees(&one)) {
            let field = if self.block.is_some() { "block" } else { "access" };
            errors.push(FieldError::new(field, t.nobody_left()));
        }
        let herself = case.colleagues.iter().find(|one| one.id == case.user.user_id);
        if errors.is_empty() && !herself.is_some_and(|one| sees(&one)) && !self.is_confirmed {
            errors.push(FieldError::new("confirm_self", t.self_unconfirmed()));
        }
        if errors.is_empty() { Ok(wanted) } else { Err(errors) }
    }
}

/// What the answers are judged by.
pub struct Case<'a> {
    pub stands: &'a Protection,
    pub colleagues: &'a [Colleague],
    pub caseworker: Option<i64>,
    pub is_locked: bool,
    pub user: &'a SignedIn,
}

impl Case<'_> {
    fn is_active(&self, id: i64, roles: &[Role]) -> bool {
        self.colleagues.iter().any(|one| one.id == id && one.is_active && roles.contains(&one.role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::Actor;
    use crate::kernel::text::Lang;

    fn user(id: i64, role: Role) -> SignedIn {
        SignedIn {
            actor: Actor::User { id, role },
            user_id: id,
            role,
            name: String::new(),
            session_id: 1,
            csrf: String::new(),
            verified_at: chrono::NaiveDateTime::MIN,
            previous_sign_in_at: None,
        }
    }

    fn colleague(id: i64, role: Role) -> Colleague {
        Colleague { id, name: format!("K{id}"), role, is_active: id != 4 }
    }

    fn judged(answers: &Answers, stands: &Protection, by: i64) -> std::result::Result<Protection, Vec<&'static str>> {
        let colleagues = [
            colleague(1, Role::Caseworker),
            colleague(2, Role::Caseworker),
            colleague(4, Role::Caseworker),
            colleague(9, Role::Lead),
        ];
        let role = if by == 9 { Role::Lead } else { Role::Caseworker };
        let user = user(by, role);
        let case = Case { stands, colleagues: &colleagues, caseworker: Some(1), is_locked: false, user: &user };
        let of = |errors: Vec<FieldError>| errors.iter().map(|error| error.field).collect();
        answers.validate(&case, ProtectionTexts(Lang::Nb)).map_err(of)
    }

    fn answers(protected: &str) -> Answers {
        Answers { protected: protected.to_owned(), ..Answers::default() }
    }

    #[test]
    fn protecting_puts_her_own_on_the_list() {
        let made = judged(&answers("yes"), &Protection::default(), 2).unwrap();
        assert_eq!((made.is_protected, made.allowed), (true, vec![1, 2]));
    }

    #[test]
    fn nobody_shuts_herself_out_by_mistake() {
        let stands = Protection { is_protected: true, allowed: vec![1, 2], blocked: Vec::new() };
        let without = Answers { access: vec![1], ..answers("yes") };
        assert_eq!(judged(&without, &stands, 2), Err(vec!["confirm_self"]));
        assert!(judged(&Answers { is_confirmed: true, ..without }, &stands, 2).is_ok());
        let block = Answers { block: Some(9), block_reason: "Søster".to_owned(), ..answers("no") };
        assert_eq!(judged(&block, &Protection::default(), 9), Err(vec!["confirm_self"]));
        assert!(judged(&block, &Protection::default(), 2).is_ok(), "the lead can be blocked by another");
    }

    #[test]
    fn somebody_must_be_left() {
        let stands = Protection { is_protected: true, allowed: vec![1], blocked: vec![(9, "Bror".to_owned())] };
        let none = Answers { is_confirmed: true, ..answers("yes") };
        assert_eq!(judged(&none, &stands, 1), Err(vec!["access"]));
        let own = Answers {
            access: vec![1],
            block: Some(1),
            block_reason: "x".to_owned(),
            is_confirmed: true,
            ..answers("yes")
        };
        assert_eq!(judged(&own, &stands, 1), Err(vec!["block"]));
        let lifted = Answers { unblock: vec![9], ..none };
        assert!(judged(&lifted, &stands, 1).unwrap().blocked.is_empty());
    }

    #[test]
    fn a_block_needs_its_reason_and_a_colleague() {
        let open = Protection::default();
        assert_eq!(judged(&answers(""), &open, 1), Err(vec!["protected"]));
        assert_eq!(judged(&Answers { block: Some(2), ..answers("no") }, &open, 1), Err(vec!["block_reason"]));
        let alone = Answers { block_reason: "x".to_owned(), ..answers("no") };
        assert_eq!(judged(&alone, &open, 1), Err(vec!["block"]));
        let gone = Answers { block: Some(4), block_reason: "x".to_owned(), ..answers("no") };
        assert_eq!(judged(&gone, &open, 1), Err(vec!["block"]), "whoever has left needs no block");
        assert_eq!(judged(&Answers { access: vec![9], ..answers("yes") }, &open, 1), Err(vec!["access"]));
        assert_eq!(judged(&Answers { is_foreign: true, ..answers("no") }, &open, 1), Err(vec!["access"]));
    }
}
