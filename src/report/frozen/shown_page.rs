//! A frozen report as it was shown: by the same view as the report of today, from what was stored. Its JSON byte for byte, its
//! files, and the mark of the published version.

use super::model::{Former, FrozenRow, PublicationRow, Shown, sha256};
use super::pages::{Answer, Version, address, asked_number, asked_year, versions};
use super::store;
use super::texts::FrozenTexts;
use crate::audit::changes::user_names;
use crate::db::RefKind;
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use crate::report::numbers::written;
use crate::report::shape::Value;
use crate::report::texts::ReportTexts;
use crate::report::view::{self, CellView, FigureView, Link, NumberView, RowView, SectionView, TableView, View};
use crate::web::form::{Field, Posted};
use crate::web::inputs::{LINE, Reader};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Said {
    said: Option<String>,
}

/// The mark of the published version, for those who may set it.
struct Mark {
    action: String,
    is_set: bool,
    said: String,
    note_text: String,
    note: Field,
}

#[derive(Template)]
#[template(path = "report/frozen.html")]
struct FrozenPage {
    l: Layout,
    t: ReportTexts,
    f: FrozenTexts,
    heading: String,
    line: String,
    is_published: bool,
    reason: String,
    program: String,
    hash: String,
    today_href: String,
    today: String,
    versions: Vec<Version>,
    downloads: Vec<Link>,
    differences_href: String,
    mark: Option<Mark>,
    tiles: Vec<NumberView>,
    sections: Vec<SectionView>,
}

pub(super) async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    query: web::Query<Said>,
) -> Answer {
    let year = asked_year(&path.0, state.clock().today())?.number();
    let number = asked_number(&path.1)?;
    let template = web::block(move || shown(&state, &visitor, &user, (year, number), query.said.as_deref())).await??;
    Ok(ok(&template))
}

fn shown(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (year, number): (i32, i32),
    said: Option<&str>,
) -> Result<FrozenPage, Error> {
    let (lang, f, t, actor) = (visitor.lang, FrozenTexts(visitor.lang), ReportTexts(visitor.lang), &user.actor);
    let may_freeze = actor.may(Area::ReportFreeze);
    let (row, all, published, names, files) = state.database.read(|conn| {
        let row = store::one(conn, actor, year, number)?;
        let files = if may_freeze { store::files(conn, actor, row.id)? } else { Vec::new() };
        let all = versions(conn, state, actor, (year, Some(number)), f)?;
        let published = store::published(conn, actor)?.remove(&year);
        Ok::<_, Error>((row, all, published, user_names(conn, actor)?, files))
    })?;
    let kept = row.shown()?;
    state.database.log(actor, AuditEntry::done_to("report.frozen_read", "frozen_report", row.id))?;
    let mut view = view::view(&kept.report, lang, None);
    as_it_was(&mut view, &kept, lang);
    let name = |id: Option<i64>| {
        let known = id.and_then(|id| names.iter().find(|(user, _)| *user == id));
        known.map_or_else(|| f.the_system().to_owned(), |(_, name)| name.clone())
    };
    let day = |at| show::date(state.clock().local(at).date());
    let own = address(year, number);
    let mut downloads = Vec::new();
    if may_freeze {
        downloads.push(Link { href: format!("{own}/json"), label: f.json().to_owned() });
        // The figures themselves are the file behind the first button: the checksum is theirs.
        let others = files.iter().filter(|file| !file.file_name.ends_with(".json"));
        downloads.extend(others.map(|file| Link {
            href: format!("{own}/files/{}", state.database.keyring().cover(RefKind::FrozenFile, file.id)),
            label: file.file_name.clone(),
        }));
    }
    let year_text = year.to_string();
    let heading = f.heading(&year_text, &number);
    let mine = published.as_ref().filter(|mark| mark.report_id == Some(row.id));
    let other = other_number(state, user, year, published.as_ref(), f)?;
    let mark = may_freeze.then(|| Mark {
        action: format!("{own}/publication"),
        is_set: mine.is_some(),
        said: match (mine, all.iter().find(|one| one.is_published)) {
            (Some(mark), _) => f.published_line(&day(mark.marked_at), &name(mark.marked_by_id)),
            (None, Some(_)) => other,
            (None, None) => String::new(),
        },
        note_text: mine.and_then(|mark| mark.note.clone()).unwrap_or_default(),
        note: Field::new("note", f.publish_note()).optional(),
    });
    let flash = match said {
        Some("frozen") => Some(f.said_frozen()),
        Some("published") => Some(f.said_published()),
        Some("unpublished") => Some(f.said_unpublished()),
        _ => None,
    };
    Ok(FrozenPage {
        l: Layout::new(visitor, state, &heading, &own)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(flash.map(|text| Flash { color: "success", text: text.to_owned() })),
        heading,
        line: f.frozen_line(
            &show::moment(state.clock().local(row.frozen_at), lang),
            &name(row.frozen_by_id),
            &show::date(row.as_of),
        ),
        is_published: mine.is_some(),
        reason: row.reason,
        program: row.program_version,
        hash: row.sha256,
        today_href: urls::report(year),
        today: f.today_report().to_owned(),
        versions: all,
        downloads,
        differences_href: if may_freeze { format!("{own}/differences") } else { String::new() },
        mark,
        tiles: view.tiles,
        sections: view.sections,
        t,
        f,
    })
}

/// Says which other version is the published one.
fn other_number(
    state: &State,
    user: &SignedIn,
    year: i32,
    published: Option<&PublicationRow>,
    f: FrozenTexts,
) -> Result<String, Error> {
    let rows = state.database.read(|conn| store::of_year(conn, &user.actor, year))?;
    let other = rows.iter().find(|row| published.is_some_and(|mark| mark.report_id == Some(row.id)));
    Ok(other.map_or_else(String::new, |row| f.other_published(&row.number)))
}

/// Titles and rules as they stood then, and what nothing counts any more.
fn as_it_was(view: &mut View, kept: &Shown, lang: Lang) {
    let words = |part: &str, code: &str| kept.words(part, code, lang.tag()).map(str::to_owned);
    for section in &mut view.sections {
        for figure in &mut section.figures {
            if let Some(title) = words("titles", &figure.code) {
                figure.title.clone_from(&title);
                figure.table.caption = title;
            }
            if let Some(rule) = words("rules", &figure.code) {
                figure.rule = rule;
            }
        }
        for number in &mut section.numbers {
            if let Some(title) = words("titles", &number.code) {
                number.label = title;
            }
            if let Some(rule) = words("rules", &number.code) {
                number.rule = rule;
            }
        }
    }
    if !kept.former.is_empty() {
        let f = FrozenTexts(lang);
        let figures = kept.former.iter().map(|former| {
            let title = words("titles", &former.id).unwrap_or_else(|| former.id.clone());
            let rule = words("rules", &former.id).unwrap_or_else(|| f.former_rule().to_owned());
            former_figure(former, title, rule, lang)
        });
        view.sections.push(SectionView {
            id: "former".to_owned(),
            title: f.former().to_owned(),
            lead: String::new(),
            figures: figures.collect(),
            numbers: Vec::new(),
        });
    }
}

/// A figure of which only its values are known.
fn former_figure(former: &Former, title: String, rule: String, lang: Lang) -> FigureView {
    let shown = |value: f64| written(value, lang).replace(' ', "\u{a0}");
    let row = |label: String, value: f64| RowView {
        label,
        bar: None,
        cells: vec![CellView { text: shown(value), ..CellView::default() }],
    };
    let rows = match &former.value {
        Value::Number(number) => number.iter().map(|number| row(title.clone(), *number)).collect(),
        Value::ByCategory(values) => values.iter().map(|(code, value)| row(code.clone(), *value)).collect(),
        Value::ByTwo(outer) => outer
            .iter()
            .flat_map(|(code, inner)| inner.iter().map(move |(inner, value)| row(format!("{code}: {inner}"), *value)))
            .collect(),
    };
    FigureView {
        id: format!("f-{}", former.id.replace('.', "-")),
        unit: String::new(),
        wide: false,
        chart: None,
        picture: None,
        legend: Vec::new(),
        table: TableView {
            caption: title.clone(),
            first_column: ReportTexts(lang).figure_column().to_owned(),
            columns: vec![ReportTexts(lang).unit(crate::report::shape::Unit::Mixed).to_owned()],
            rows,
            ..TableView::default()
        },
        title,
        rule,
        code: former.id.clone(),
        records: None,
    }
}

/// A file that a browser saves.
fn saved(media_type: &str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let plain: String =
        name.chars().map(|c| if matches!(c, ' '..='~') && !matches!(c, '"' | '\\' | '%') { c } else { '_' }).collect();
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type.to_owned()))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"")))
        .body(bytes)
}

fn row_of(state: &State, user: &SignedIn, path: (&str, &str)) -> Result<FrozenRow, Error> {
    let year = asked_year(path.0, state.clock().today())?.number();
    let number = asked_number(path.1)?;
    state.database.read(|conn| store::one(conn, &user.actor, year, number))
}

pub(super) async fn json(state: web::Data<State>, user: SignedIn, path: web::Path<(String, String)>) -> Answer {
    let row = web::block(move || {
        let row = row_of(&state, &user, (&path.0, &path.1))?;
        if sha256(row.figures.as_bytes()) != row.sha256 {
            return Err(Error::internal("frozen figures are not those that were frozen"));
        }
        state.database.log(&user.actor, AuditEntry::done_to("report.frozen_export", "frozen_report", row.id))?;
        Ok::<_, Error>(row)
    })
    .await??;
    let name = format!("rosa-{}-{}.json", row.year, row.number);
    Ok(saved("application/json", &name, row.figures.into_bytes()))
}

pub(super) async fn file(state: web::Data<State>, user: SignedIn, path: web::Path<(String, String, String)>) -> Answer {
    let (file, bytes) = web::block(move || {
        let row = row_of(&state, &user, (&path.0, &path.1))?;
        let id = state.database.keyring().uncover(RefKind::FrozenFile, &path.2)?;
        let files = state.database.read(|conn| store::files(conn, &user.actor, row.id))?;
        let file = files.into_iter().find(|file| file.id == id).ok_or(Error::NotFound)?;
        let bytes = file.opened(state.database.keyring())?;
        state.database.log(&user.actor, AuditEntry::done_to("report.frozen_export", "frozen_report", row.id))?;
        Ok::<_, Error>((file, bytes))
    })
    .await??;
    Ok(saved(&file.media_type, &file.file_name, bytes))
}

/// Marks the version as the published one, or takes the mark away.
pub(super) async fn publication(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let address = web::block(move || {
        let row = row_of(&state, &user, (&path.0, &path.1))?;
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        let note = reader.text("note", &form.line("note"), LINE);
        if !reader.errors.is_empty() {
            return Err(Error::Invalid("the note is too long".to_owned()));
        }
        let is_set = form.value("mark") != "none";
        state.database.write(&user.actor, |conn| {
            let mark = PublicationRow {
                id: 0,
                year: row.year,
                report_id: is_set.then_some(row.id),
                note: note.filter(|_| is_set),
                marked_by_id: user.actor.user_id(),
                marked_at: state.clock().now_utc(),
            };
            store::mark(conn, &user.actor, mark)?;
            let act = if is_set { "report.publish" } else { "report.unpublish" };
            Ok::<_, Error>(((), AuditEntry::done_to(act, "frozen_report", row.id)))
        })?;
        let said = if is_set { "published" } else { "unpublished" };
        Ok::<_, Error>(format!("{}?said={said}", address(row.year, row.number)))
    })
    .await??;
    Ok(see_other(&address))
}
