//! What a merge would do, shown before anything is done: both records side by side, and what moves.

use crate::casefile::head::File;
use crate::casefile::lifecycle_texts::MergeTexts;
use crate::clients::merging::{self, Plan, RecordKind};
use crate::clients::store::facility_names;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, Country, Language};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::show;
use crate::{residence, stays};

/// One fact of both records.
pub struct Fact {
    pub label: &'static str,
    pub stays: String,
    pub goes: String,
    pub differs: bool,
}

/// How many rows of one kind move and stay behind.
pub struct PartLine {
    pub kind: &'static str,
    pub moving: String,
    pub staying: String,
}

/// What is shown before anything is done.
pub struct Preview {
    pub number: String,
    pub other_version: String,
    pub facts: Vec<Fact>,
    pub parts: Vec<PartLine>,
    pub has_staying: bool,
    pub staying: Vec<String>,
    pub labels: String,
    pub stays_head: String,
    pub goes_head: String,
}

/// What merging `other` into `file` would do.
///
/// # Errors
/// When the database cannot be read.
pub fn preview(conn: &mut Conn, actor: &Actor, file: &File, other: &File, lang: Lang) -> Result<Preview> {
    let t = MergeTexts(lang);
    let plan = merging::plan(conn, actor, file.id, other.id)?;
    let written = |count: usize| if count == 0 { "–".to_owned() } else { count.to_string() };
    Ok(Preview {
        number: other.client.case_number.clone(),
        other_version: other.case.version.to_string(),
        facts: facts(file, other, lang),
        has_staying: plan.parts.iter().any(|part| !part.staying.is_empty()),
        staying: staying(conn, actor, &plan, other.id, lang)?,
        labels: if plan.labels.is_empty() { String::new() } else { t.labels_note(plan.labels.len()) },
        stays_head: t.stays(&file.client.case_number),
        goes_head: t.goes(&other.client.case_number),
        parts: plan
            .parts
            .iter()
            .map(|part| PartLine {
                kind: kind_word(part.kind, t),
                moving: written(part.moving.len()),
                staying: written(part.staying.len()),
            })
            .collect(),
    })
}

/// The stays and statuses that stay behind, so that one can see whether they are the same.
fn staying(conn: &mut Conn, actor: &Actor, plan: &Plan, other: i64, lang: Lang) -> Result<Vec<String>> {
    let behind = |kind: RecordKind| -> &[i64] {
        plan.parts.iter().find(|part| part.kind == kind).map_or(&[], |part| part.staying.as_slice())
    };
    let (of_stays, of_statuses) = (behind(RecordKind::Stays), behind(RecordKind::Statuses));
    let mut lines = Vec::new();
    if !of_stays.is_empty() {
        let names = facility_names(conn, actor)?;
        let rows = stays::store::stays_of(conn, actor, &[other])?;
        lines.extend(rows.iter().filter(|row| of_stays.contains(&row.id)).map(|row| {
            let place = names.iter().find(|(id, _)| *id == row.facility_id).map_or("–", |(_, name)| name);
            format!("{place}, {}–{}", show::date(row.began_on), show::maybe_date(row.ended_on))
        }));
    }
    if !of_statuses.is_empty() {
        let rows = residence::store::residence_statuses_of(conn, actor, &[other])?;
        let behind = rows.iter().filter(|row| of_statuses.contains(&row.id));
        lines.extend(behind.map(|row| format!("{}, {}", row.status.label(lang), show::date(row.began_on))));
    }
    Ok(lines)
}

/// Who each record says she is, side by side.
fn facts(file: &File, other: &File, lang: Lang) -> Vec<Fact> {
    let t = MergeTexts(lang);
    let labels: [&'static str; 13] = [
        t.name(),
        t.alias(),
        t.born(),
        t.gender(),
        t.citizenships(),
        t.languages(),
        t.duf(),
        t.intake(),
        t.referred(),
        t.caseworker(),
        t.state(),
        t.protection(),
        t.entries(),
    ];
    labels
        .into_iter()
        .zip(sayings(file, lang).into_iter().zip(sayings(other, lang)))
        .map(|(label, (stays, goes))| Fact { label, differs: stays != goes && goes != "–", stays, goes })
        .collect()
}

/// The facts of one record, in the order of the table.
fn sayings(file: &File, lang: Lang) -> [String; 13] {
    let t = MergeTexts(lang);
    let or_dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let countries = file.citizenships.iter().filter_map(|code| Country::from_code(code)).map(|one| one.label(lang));
    let languages = file.languages.iter().filter_map(|code| Language::from_code(code)).map(|one| one.label(lang));
    let entries = file.head.tabs.iter().find(|tab| tab.href.ends_with("/journal")).map(|tab| tab.count.clone());
    [
        file.head.name.clone(),
        file.head.alias.clone(),
        show::maybe_date(file.identity.birth_date),
        file.identity.gender.label(lang).to_owned(),
        countries.collect::<Vec<_>>().join(", "),
        languages.collect::<Vec<_>>().join(", "),
        file.identity.duf_number.clone().unwrap_or_default(),
        show::date(file.client.intake_date),
        file.client.referred_by.map_or("", |by| by.label(lang)).to_owned(),
        file.caseworker.clone(),
        file.client.closed_on.map_or_else(|| t.active().to_owned(), |day| t.closed(&show::date(day))),
        if file.case.is_protected { t.yes() } else { t.no() }.to_owned(),
        entries.unwrap_or_default(),
    ]
    .map(or_dash)
}

const fn kind_word(kind: RecordKind, t: MergeTexts) -> &'static str {
    match kind {
        RecordKind::Consents => t.consents(),
        RecordKind::Children => t.children(),
        RecordKind::Entries => t.entries(),
        RecordKind::Attachments => t.attachments(),
        RecordKind::Stays => t.stay_rows(),
        RecordKind::Absences => t.absences(),
        RecordKind::Statuses => t.statuses(),
        RecordKind::Activities => t.activities(),
        RecordKind::Matters => t.matters(),
        RecordKind::Returns => t.returns(),
        RecordKind::LegalAid => t.legal_aid(),
        RecordKind::Benefits => t.benefits(),
        RecordKind::Enquiries => t.enquiries(),
        RecordKind::Subjects => t.subjects(),
        RecordKind::Contacts => t.contacts(),
        RecordKind::ContactPoints => t.contact_points(),
        RecordKind::Identifiers => t.identifiers(),
        RecordKind::Alerts => t.alerts(),
        RecordKind::Drafts => t.drafts(),
        RecordKind::Changes => t.changes(),
        RecordKind::Decisions => t.decisions(),
        RecordKind::Appeals => t.appeals(),
        RecordKind::Tasks => t.tasks(),
        RecordKind::Appointments => t.appointments(),
        RecordKind::Deadlines => t.deadlines(),
        RecordKind::Announced => t.announced(),
        RecordKind::Arrivals => t.arrivals(),
        RecordKind::Notices => t.notices(),
        RecordKind::NightCards => t.night_cards(),
    }
}
