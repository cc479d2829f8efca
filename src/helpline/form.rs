//! The form of an enquiry: the answers as they were given, and what they come to. Its answers are also what the history keeps of what
//! stood before, so their names are not changed lightly. A promised call is no part of it: nothing but its own row may hold a number.

use super::lists::{CALLERS, Place};
use super::model::{Call, KeptCall, KeptSubject};
use super::rows::{Fault, RowForm, RowView};
use super::texts::CallTexts;
use crate::db::{Keyring, RefKind};
use crate::kernel::codes::{AnsweredBy, Caller, Channel, Code, EnquiryTopic, Role};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, Posted, read_date, read_time};
use crate::web::inputs::{NOTE, Reader, choice, codes, of_text};
use crate::web::record_texts::RecordTexts;
use crate::web::show;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// The answers of the form of an enquiry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallForm {
    /// The key, for the history of one that was removed.
    pub key: String,
    pub received_on: String,
    pub received_time: String,
    pub channel: String,
    pub answered_by: String,
    pub caller: String,
    pub topic: String,
    /// The client's id, for the history; never from a form.
    pub client: Option<i64>,
    pub facility: String,
    pub note: String,
    pub rows: Vec<RowForm>,
}

/// The key in what the history keeps of an enquiry.
#[must_use]
pub fn key_of(before: &str) -> Option<String> {
    serde_json::from_str::<CallForm>(before).ok().map(|form| form.key).filter(|key| !key.is_empty())
}

/// What a check must know besides the answers.
pub struct Setting<'a> {
    /// Facilities.
    pub places: &'a [Place],
    /// The enquiry that is corrected; none for a new one.
    pub before: Option<&'a KeptCall>,
    /// References of rows.
    pub keyring: &'a Keyring,
    /// Who writes.
    pub role: Role,
    /// The local time.
    pub now: NaiveDateTime,
    /// The reader's language.
    pub lang: Lang,
}

/// What the answers come to.
pub struct Checked {
    /// The enquiry; whom it is about is not said here.
    pub call: Call,
    /// The possible victims.
    pub subjects: Vec<KeptSubject>,
    /// What speaks against the answers, and may be right all the same.
    pub doubts: Vec<String>,
}

/// True for roles that may say who answered: the night duty is always the night duty.
#[must_use]
pub const fn chooses_shift(role: Role) -> bool {
    !matches!(role, Role::Helpline)
}

/// Who answers when nothing else is said: a centre answers in evenings and at weekends, for the night duty.
#[must_use]
pub const fn answers_as(role: Role) -> AnsweredBy {
    match role {
        Role::Helpline | Role::ContactPerson => AnsweredBy::NightDuty,
        Role::Caseworker | Role::Lead | Role::Admin => AnsweredBy::Rosa,
    }
}

impl CallForm {
    /// A form that nobody has filled in: now, by telephone; a contact person writes for the one centre she has.
    #[must_use]
    pub fn blank(now: NaiveDateTime, role: Role, places: &[Place]) -> Self {
        let own: Vec<&Place> = places.iter().filter(|place| place.is_hers).collect();
        let facility = match own.as_slice() {
            [only] if role == Role::ContactPerson => only.key.clone(),
            _ => String::new(),
        };
        Self {
            received_on: show::date(now.date()),
            received_time: now.format("%H.%M").to_string(),
            channel: Channel::Phone.code().to_owned(),
            answered_by: answers_as(role).code().to_owned(),
            facility,
            rows: vec![RowForm::fresh()],
            ..Self::default()
        }
    }

    /// The answers as they were posted.
    #[must_use]
    pub fn read(form: &Posted) -> Self {
        let mut rows = RowForm::read(form);
        if rows.is_empty() {
            rows.push(RowForm::fresh());
        }
        Self {
            key: String::new(),
            received_on: form.line("received_on"),
            received_time: form.line("received_time"),
            channel: form.line("channel"),
            answered_by: form.line("answered_by"),
            caller: form.line("caller"),
            topic: form.line("topic"),
            client: None,
            facility: form.line("facility"),
            note: form.lines("note"),
            rows,
        }
    }

    /// The answers that lead to an enquiry.
    #[must_use]
    pub fn of(kept: &KeptCall, places: &[Place], keyring: &Keyring) -> Self {
        let call = &kept.call;
        let place = call.facility_id.and_then(|id| places.iter().find(|place| place.id == id));
        Self {
            key: kept.key.clone(),
            received_on: show::date(call.received_on),
            received_time: call.received_minute.map_or_else(String::new, show::minute),
            channel: call.channel.code().to_owned(),
            answered_by: call.answered_by.code().to_owned(),
            caller: call.caller.code().to_owned(),
            topic: call.topic.code().to_owned(),
            client: call.client_id,
            facility: place.map_or_else(String::new, |place| place.key.clone()),
            note: of_text(call.note.as_ref()),
            rows: kept.subjects.iter().map(|one| RowForm::of(one, Some(keyring))).collect(),
        }
    }

    /// The rows that say something.
    fn filled(&self) -> impl Iterator<Item = (usize, &RowForm)> {
        (1..).zip(&self.rows).filter(|(_, row)| !row.is_blank())
    }

    /// The enquiry, or what is wrong with it.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, setting: &Setting<'_>) -> Result<Checked, Vec<Fault>> {
        let (lang, today) = (setting.lang, setting.now.date());
        let t = CallTexts(lang);
        let mut reader = Reader::new(lang, today);
        let received_on = reader.past("received_on", &self.received_on);
        reader.must_date("received_on", &self.received_on, received_on);
        let received_minute = read_time(&self.received_time).unwrap_or_else(|_| {
            reader.wrong("received_time", RecordTexts(lang).time_wrong());
            None
        });
        let at = received_on.zip(received_minute).and_then(|(day, minute)| {
            let minute = u32::try_from(minute).ok()?;
            day.and_hms_opt(minute / 60, minute % 60, 0)
        });
        if at.is_some_and(|at| at > setting.now) {
            reader.wrong("received_time", t.time_ahead());
        }
        let channel = reader.must_code::<Channel>("channel", &self.channel, t.channel_missing());
        let answered_by = if chooses_shift(setting.role) {
            reader.must_code::<AnsweredBy>("answered_by", &self.answered_by, t.answered_missing())
        } else {
            Some(setting.before.map_or(answers_as(setting.role), |before| before.call.answered_by))
        };
        let caller = reader.must_code::<Caller>("caller", &self.caller, t.caller_missing());
        let topic = reader.must_code::<EnquiryTopic>("topic", &self.topic, t.topic_missing());
        let facility_id = self.place(setting, &mut reader);
        let note = reader.text("note", &self.note, NOTE);
        let client_id = setting.before.and_then(|before| before.call.client_id);
        if client_id.is_some() && topic.is_some_and(|topic| topic != EnquiryTopic::FollowUp) {
            reader.wrong("topic", t.topic_linked());
        }
        let mut faults: Vec<Fault> =
            reader.errors.into_iter().map(|e| Fault { field: e.field.to_owned(), text: e.text }).collect();
        let subjects = self.subjects(setting, &mut faults);
        match (received_on, channel, answered_by, caller, topic) {
            (Some(received_on), Some(channel), Some(answered_by), Some(caller), Some(topic)) if faults.is_empty() => {
                let mut doubts = Vec::new();
                let is_victim = topic == EnquiryTopic::PossibleVictim;
                if is_victim && subjects.is_empty() {
                    doubts.push(t.victims_missing().to_owned());
                }
                if !is_victim && !subjects.is_empty() {
                    doubts.push(t.victims_beside(topic.label(lang)));
                }
                let call = Call {
                    received_on,
                    received_minute,
                    channel,
                    answered_by,
                    caller,
                    topic,
                    client_id,
                    facility_id,
                    note,
                };
                Ok(Checked { call, subjects, doubts })
            }
            _ => Err(faults),
        }
    }

    fn place(&self, setting: &Setting<'_>, reader: &mut Reader) -> Option<i64> {
        let before = setting.before.and_then(|before| before.call.facility_id);
        let found = setting.places.iter().find(|place| place.key == self.facility);
        let allowed = found.filter(|place| place.is_hers || before == Some(place.id));
        if allowed.is_none() && !self.facility.is_empty() {
            reader.wrong("facility", RecordTexts(setting.lang).choice_wrong());
        }
        if self.facility.is_empty() && setting.role == Role::ContactPerson {
            reader.wrong("facility", CallTexts(setting.lang).facility_missing());
        }
        allowed.map(|place| place.id)
    }

    fn subjects(&self, setting: &Setting<'_>, faults: &mut Vec<Fault>) -> Vec<KeptSubject> {
        let stand = setting.before.map_or(&[][..], |before| before.subjects.as_slice());
        let id_of = |row: &RowForm| setting.keyring.uncover(RefKind::Subject, &row.row).ok();
        let mut subjects = Vec::new();
        for (place, row) in self.filled() {
            let before = id_of(row).and_then(|id| stand.iter().find(|kept| kept.id == Some(id)));
            match row.check(place, before, (setting.lang, setting.now.date())) {
                Ok(kept) => subjects.push(kept),
                Err(wrong) => faults.extend(wrong),
            }
        }
        // A row that was emptied goes; one that became a client must be taken off her first.
        for (place, row) in (1..).zip(&self.rows).filter(|(_, row)| row.is_blank()) {
            let linked = id_of(row).and_then(|id| stand.iter().find(|kept| kept.id == Some(id)));
            if linked.is_some_and(|kept| kept.subject.client_id.is_some()) {
                let text = CallTexts(setting.lang).row_linked().to_owned();
                faults.push(Fault { field: format!("persons-{place}"), text });
            }
        }
        subjects
    }

    /// The answers as people read them, each with its label; always the same labels in the same order.
    pub fn told(&self, places: &[Place], client: &dyn Fn(i64) -> String, lang: Lang) -> Vec<(String, String)> {
        let t = CallTexts(lang);
        let label = |text: Option<&'static str>| text.unwrap_or_default().to_owned();
        let day = read_date(&self.received_on).map_or_else(|_| self.received_on.clone(), show::maybe_date);
        let place = places.iter().find(|place| place.key == self.facility);
        let rows: Vec<String> = self.filled().map(|(_, row)| row.told(lang)).collect();
        [
            (t.received(), format!("{day} {}", self.received_time).trim().to_owned()),
            (t.channel(), label(Channel::from_code(&self.channel).map(|one| one.label(lang)))),
            (t.answered_by(), label(AnsweredBy::from_code(&self.answered_by).map(|one| one.label(lang)))),
            (t.who(), label(Caller::from_code(&self.caller).map(|one| one.label(lang)))),
            (t.topic(), label(EnquiryTopic::from_code(&self.topic).map(|one| one.label(lang)))),
            (t.client(), self.client.map(client).unwrap_or_default()),
            (t.facility(), place.map_or_else(String::new, |place| place.name.clone())),
            (t.note(), self.note.clone()),
            (t.subjects(), rows.join("\n")),
        ]
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
    }
}

/// The form of an enquiry, as `helpline/call.html` shows it.
pub struct CallView {
    /// The day.
    pub received_on: Field,
    /// The time.
    pub received_time: Field,
    /// How.
    pub channel: Field,
    /// The channels.
    pub channels: Vec<Choice>,
    /// Who answered.
    pub answered_by: Field,
    /// Both; empty for who has no choice.
    pub answerers: Vec<Choice>,
    /// Who called.
    pub who: Field,
    /// The callers.
    pub callers: Vec<Choice>,
    /// What about.
    pub topic: Field,
    /// The topics.
    pub topics: Vec<Choice>,
    /// The possible victims.
    pub rows: Vec<RowView>,
    /// How many they are, in words.
    pub total: String,
    /// True when they are shown whatever the topic is.
    pub is_open: bool,
    /// Where.
    pub facility: Field,
    /// The places.
    pub facilities: Vec<Choice>,
    /// What the next one must know.
    pub note: Field,
}

impl CallView {
    /// The form with what is wrong with it; `has_row_more` when its last row was just added.
    #[must_use]
    pub fn new(
        form: &CallForm,
        places: &[Place],
        role: Role,
        (faults, has_row_more): (&[Fault], bool),
        lang: Lang,
    ) -> Self {
        let t = CallTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| {
            let error = faults.iter().find(|fault| fault.field == name).map_or("", |fault| fault.text.as_str());
            Field { error: error.to_owned(), ..Field::new(name, label).with(value) }
        };
        let shown = |place: &&Place| place.is_hers || place.key == form.facility;
        let mut facilities = vec![choice("", t.facility_none(), &form.facility)];
        let named = places.iter().filter(shown).map(|place| choice(&place.key, &place.name, &form.facility));
        facilities.extend(named);
        let facility = field("facility", t.facility(), &form.facility);
        let last = form.rows.len();
        let persons: i64 = form.rows.iter().map(RowForm::counted).sum();
        let first: i64 = form.rows.iter().filter(|row| row.first_time == "yes").map(RowForm::counted).sum();
        Self {
            received_on: field("received_on", t.date(), &form.received_on),
            received_time: field("received_time", t.time(), &form.received_time),
            channel: field("channel", t.channel(), &form.channel),
            channels: codes::<Channel>(&form.channel, lang),
            answered_by: field("answered_by", t.answered_by(), &form.answered_by),
            answerers: if chooses_shift(role) { codes::<AnsweredBy>(&form.answered_by, lang) } else { Vec::new() },
            who: field("caller", t.who(), &form.caller),
            callers: CALLERS.iter().map(|one| choice(one.code(), one.label(lang), &form.caller)).collect(),
            topic: field("topic", t.topic(), &form.topic),
            topics: codes::<EnquiryTopic>(&form.topic, lang),
            rows: (1..)
                .zip(&form.rows)
                .map(|(n, row)| RowView::new(row, n, has_row_more && n == last, faults, lang))
                .collect(),
            total: if persons > 0 { t.total(&persons.to_string(), &first.to_string()) } else { String::new() },
            is_open: form.filled().next().is_some() && form.topic != EnquiryTopic::PossibleVictim.code(),
            facility: if role == Role::ContactPerson { facility } else { facility.optional() },
            facilities,
            note: field("note", t.note(), &form.note).optional(),
        }
    }
}

/// What is wrong with a promise, as what is wrong with the whole form.
pub fn faults_of(errors: &[FieldError]) -> Vec<Fault> {
    errors.iter().map(|e| Fault { field: e.field.to_owned(), text: e.text.clone() }).collect()
}

/// The day of an enquiry as a list shows it, with its time.
#[must_use]
pub fn when(day: NaiveDate, minute: Option<i32>) -> (String, String) {
    (show::date(day), minute.map_or_else(|| "–".to_owned(), show::minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, role: Role) -> Result<Checked, Vec<Fault>> {
        let keyring = Keyring::generate(false).unwrap();
        let place = |id: i64, key: &str, is_hers| Place { id, key: key.to_owned(), name: key.to_owned(), is_hers };
        let places = [place(1, "oslo", true), place(2, "bergen", role != Role::ContactPerson)];
        let now = "2020-01-08T13:00:00".parse().unwrap();
        let setting = Setting { places: &places, before: None, keyring: &keyring, role, now, lang: Lang::Nb };
        CallForm::read(&Posted::kept(body)).check(&setting)
    }

    const CALL: &str = "received_on=080120&received_time=12.40&channel=phone&answered_by=rosa&caller=police";

    #[test]
    fn the_night_duty_is_always_the_night_duty() {
        let told = check(&format!("{CALL}&topic=information"), Role::Helpline).ok().unwrap();
        assert_eq!(told.call.answered_by, AnsweredBy::NightDuty);
        let told = check(&format!("{CALL}&topic=information"), Role::ContactPerson);
        assert_eq!(told.err().unwrap()[0].field, "facility");
        let told = check(&format!("{CALL}&topic=information&facility=oslo"), Role::ContactPerson).ok().unwrap();
        assert_eq!(told.call.facility_id, Some(1));
        let elsewhere = check(&format!("{CALL}&topic=information&facility=bergen"), Role::ContactPerson);
        assert_eq!(elsewhere.err().unwrap()[0].field, "facility");
    }

    #[test]
    fn nothing_is_ahead_and_nothing_is_left_out() {
        let fields = |body: &str| -> Vec<String> {
            check(body, Role::Lead).err().unwrap().into_iter().map(|fault| fault.field).collect()
        };
        assert_eq!(fields("received_on=090120"), ["received_on", "channel", "answered_by", "caller", "topic"]);
        assert_eq!(fields(&format!("{CALL}&topic=other").replace("12.40", "13.01")), ["received_time"]);
    }

    #[test]
    fn possible_victims_and_the_topic_fit_or_are_doubted() {
        let alone = check(&format!("{CALL}&topic=possible_victim"), Role::Lead).ok().unwrap();
        assert_eq!((alone.subjects.len(), alone.doubts.len()), (0, 1));
        let row = "persons=35&gender=male&first_time=yes&outcome=pending";
        let fit = check(&format!("{CALL}&topic=possible_victim&{row}"), Role::Lead).ok().unwrap();
        assert_eq!((fit.subjects[0].subject.persons, fit.doubts.len()), (35, 0));
        let beside = check(&format!("{CALL}&topic=guidance&{row}"), Role::Lead).ok().unwrap();
        assert_eq!((beside.subjects.len(), beside.doubts.len()), (1, 1));
    }
}
