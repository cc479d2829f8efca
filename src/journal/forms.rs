//! The forms of this domain: what was written as it was written, and what it means once it is checked.

use super::model::{Entry, Written, read_time};
pub use super::texts::FormTexts;
use crate::kernel::codes::{Code, JournalAspect, JournalMode, JournalTopic, Visibility};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, NoDate, Posted, read_date};
use crate::web::record_texts::RecordTexts;
use crate::web::show;
use chrono::NaiveDate;

/// The longest text of a note or an amendment, in characters.
pub const LONGEST: usize = 100_000;

/// A note as it was written.
#[derive(Debug, Clone, Default)]
pub struct NoteForm {
    /// How the contact was.
    pub mode: String,
    /// The day.
    pub date: String,
    /// The time of day.
    pub time: String,
    /// The topics.
    pub topics: Vec<String>,
    /// What it describes.
    pub aspects: Vec<String>,
    /// The text.
    pub text: String,
    /// Who may read it.
    pub visibility: String,
    /// True when she has seen that the text seems to name another client.
    pub anyway: bool,
}

impl NoteForm {
    /// A new note: what is most likely stands there already.
    #[must_use]
    pub fn fresh(today: NaiveDate) -> Self {
        Self {
            mode: JournalMode::InPerson.code().to_owned(),
            date: show::date(today),
            visibility: Visibility::Team.code().to_owned(),
            ..Self::default()
        }
    }

    /// What was posted, or kept as a draft.
    #[must_use]
    pub fn of(form: &Posted) -> Self {
        let text = |name: &str| form.trimmed(name).to_owned();
        Self {
            mode: text("mode"),
            date: text("date"),
            time: text("time"),
            topics: form.values("topics").map(str::to_owned).collect(),
            aspects: form.values("aspects").map(str::to_owned).collect(),
            text: form.value("text").to_owned(),
            visibility: text("visibility"),
            anyway: form.has("anyway"),
        }
    }

    /// What stands in an entry.
    #[must_use]
    pub fn of_written(written: &Written) -> Self {
        let code = |code: &str| code.to_owned();
        Self {
            mode: code(written.mode.code()),
            date: show::date(written.occurred_on),
            time: written.occurred_minute.map_or_else(String::new, show::minute),
            topics: written.topics.iter().map(|topic| code(topic.code())).collect(),
            aspects: written.aspects.iter().map(|aspect| code(aspect.code())).collect(),
            text: written.text.clone(),
            visibility: code(written.visibility.unwrap_or(Visibility::Team).code()),
            anyway: false,
        }
    }

    /// What it means. `may_share` is true when a live consent lets the shelter read it.
    ///
    /// # Errors
    /// What is wrong with it, in the order of the page.
    pub fn validate(&self, today: NaiveDate, may_share: bool, t: FormTexts) -> Result<Written, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mode = JournalMode::from_code(&self.mode);
        if mode.is_none() {
            errors.push(FieldError::new("mode", t.mode_wrong()));
        }
        let occurred_on = match read_date(&self.date) {
            Ok(Some(date)) if date > today => Err(t.date_ahead(&show::date(today))),
            Ok(Some(date)) => Ok(date),
            Ok(None) => Err(t.date_missing().to_owned()),
            Err(NoDate) => Err(RecordTexts(t.0).date_wrong().to_owned()),
        };
        if let Err(wrong) = &occurred_on {
            errors.push(FieldError::new("date", wrong));
        }
        let occurred_minute = read_time(&self.time).unwrap_or_else(|_| {
            errors.push(FieldError::new("time", t.time_wrong()));
            None
        });
        let topics = chosen::<JournalTopic>(&self.topics).unwrap_or_else(|| {
            errors.push(FieldError::new("topics", t.topics_wrong()));
            Vec::new()
        });
        let aspects = chosen::<JournalAspect>(&self.aspects).unwrap_or_else(|| {
            errors.push(FieldError::new("aspects", t.aspects_wrong()));
            Vec::new()
        });
        let text = read_text(&self.text, t).unwrap_or_else(|error| {
            errors.push(error);
            String::new()
        });
        let seen_by = Visibility::from_code(&self.visibility);
        match seen_by {
            None => errors.push(FieldError::new("visibility", t.visibility_wrong())),
            Some(Visibility::Shelter) if !may_share => {
                errors.push(FieldError::new("visibility", t.visibility_not_shared()));
            }
            Some(_) => {}
        }
        match (mode, occurred_on) {
            (Some(mode), Ok(occurred_on)) if errors.is_empty() => Ok(Written {
                occurred_on,
                occurred_minute,
                mode,
                text,
                visibility: seen_by.filter(|seen_by| *seen_by != Visibility::Team),
                topics,
                aspects,
            }),
            _ => Err(errors),
        }
    }
}

/// The values of these codes, each once and in the order of their list; none when a code is unknown.
fn chosen<C: Code>(codes: &[String]) -> Option<Vec<C>> {
    let given: Option<Vec<C>> = codes.iter().map(|code| C::from_code(code)).collect();
    given.map(|given| C::ALL.iter().copied().filter(|value| given.contains(value)).collect())
}

/// A long text as it is kept: line breaks and tabs stay, other control characters go.
///
/// # Errors
/// When it is blank or too long; the field is `text`.
pub fn read_text(text: &str, t: FormTexts) -> Result<String, FieldError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    // What is left of the first line keeps its place; blank lines around the text do not.
    let text = text.trim_end().trim_start_matches('\n');
    let length = text.chars().count();
    if text.trim().is_empty() {
        Err(FieldError::new("text", t.text_missing()))
    } else if length > LONGEST {
        Err(FieldError::new("text", &t.text_long(&length.to_string())))
    } else {
        Ok(text.to_owned())
    }
}

/// The fields of a note, as a template shows them.
#[derive(Debug, Clone)]
pub struct NoteFields {
    /// How the contact was.
    pub mode: Field,
    /// Its choices.
    pub modes: Vec<Choice>,
    /// The day.
    pub date: Field,
    /// The time of day.
    pub time: Field,
    /// The topics.
    pub topics: Field,
    /// Their choices.
    pub topic_choices: Vec<Choice>,
    /// What it describes.
    pub aspects: Field,
    /// Its choices.
    pub aspect_choices: Vec<Choice>,
    /// The text.
    pub text: Field,
    /// Who may read it.
    pub visibility: Field,
}

impl NoteFields {
    /// The fields with what was written so far and what is wrong with it.
    #[must_use]
    pub fn new(lang: Lang, form: &NoteForm, errors: &[FieldError]) -> Self {
        let t = FormTexts(lang);
        Self {
            mode: Field::new("mode", t.mode()).judged(errors),
            modes: choices::<JournalMode>(lang, |code| code == form.mode),
            date: Field::new("date", t.date()).hinted(t.date_hint()).with(&form.date).judged(errors),
            time: Field::new("time", t.time()).hinted(t.time_hint()).with(&form.time).optional().judged(errors),
            topics: Field::new("topics", t.topics()).optional().judged(errors),
            topic_choices: choices::<JournalTopic>(lang, |code| form.topics.iter().any(|one| one == code)),
            aspects: Field::new("aspects", t.aspects()).optional().judged(errors),
            aspect_choices: choices::<JournalAspect>(lang, |code| form.aspects.iter().any(|one| one == code)),
            text: Field::new("text", t.text()).hinted(t.text_hint()).with(&form.text).judged(errors),
            visibility: Field::new("visibility", t.visibility()).with(&form.visibility).judged(errors),
        }
    }
}

/// The values of a list to choose from.
#[must_use]
pub fn choices<C: Code>(lang: Lang, is_chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    let choice = |value: &C| Choice {
        value: value.code().to_owned(),
        label: value.label(lang).to_owned(),
        selected: is_chosen(value.code()),
    };
    C::ALL.iter().map(choice).collect()
}

/// What of an entry two versions of a note may say differently, for a lost race: label, what stands, what was written.
#[must_use]
pub fn differences(lang: Lang, entry: &Entry, stands: &Written, yours: &Written) -> Vec<(String, String, String)> {
    let t = FormTexts(lang);
    let time = |written: &Written| written.occurred_minute.map_or_else(|| "–".to_owned(), show::minute);
    let seen_by = |written: &Written| written.visibility.unwrap_or(Visibility::Team).label(lang).to_owned();
    let row = |label: &str, theirs: String, yours: String| (label.to_owned(), theirs, yours);
    vec![
        row(t.mode(), stands.mode.label(lang).to_owned(), yours.mode.label(lang).to_owned()),
        row(t.date(), show::date(stands.occurred_on), show::date(yours.occurred_on)),
        row(t.time(), time(stands), time(yours)),
        row(t.topics(), listed(&stands.topics, lang), listed(&yours.topics, lang)),
        row(t.aspects(), listed(&stands.aspects, lang), listed(&yours.aspects, lang)),
        row(t.text(), entry.text.clone(), yours.text.clone()),
        row(t.visibility(), seen_by(stands), seen_by(yours)),
    ]
}

fn listed<C: Code>(values: &[C], lang: Lang) -> String {
    let labels: Vec<&str> = values.iter().map(|value| value.label(lang)).collect();
    if labels.is_empty() { "–".to_owned() } else { labels.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: FormTexts = FormTexts(Lang::Nb);

    fn form() -> NoteForm {
        NoteForm { text: "Hun vil\r\nflytte.\u{7} ".to_owned(), time: "14:02".to_owned(), ..NoteForm::fresh(day(6)) }
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 11, day).unwrap()
    }

    #[test]
    fn a_note_is_read_as_it_is_kept() {
        let topics = vec!["housing".to_owned(), "economy".to_owned()];
        let written = NoteForm { topics, ..form() }.validate(day(6), false, T).unwrap();
        assert_eq!((written.occurred_on, written.occurred_minute), (day(6), Some(842)));
        assert_eq!(written.text, "Hun vil\nflytte.");
        assert_eq!(written.visibility, None);
        assert_eq!(written.topics, [JournalTopic::Economy, JournalTopic::Housing]);
        assert_eq!(NoteForm::of_written(&written).validate(day(6), false, T), Ok(written));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let fields = |form: NoteForm, may_share: bool| -> Vec<&'static str> {
            let errors = form.validate(day(6), may_share, T).err().unwrap_or_default();
            errors.into_iter().map(|error| error.field).collect()
        };
        let with = |change: fn(&mut NoteForm)| {
            let mut form = form();
            change(&mut form);
            form
        };
        assert_eq!(fields(with(|form| form.date = "07.11.2019".to_owned()), false), ["date"]);
        assert_eq!(fields(with(|form| form.date = String::new()), false), ["date"]);
        assert_eq!(fields(with(|form| form.time = "25.00".to_owned()), false), ["time"]);
        assert_eq!(fields(with(|form| form.text = " \n\u{0}".to_owned()), false), ["text"]);
        assert_eq!(fields(with(|form| form.text = "å".repeat(LONGEST + 1)), false), ["text"]);
        assert_eq!(fields(with(|form| form.text = "å".repeat(LONGEST)), false), [""; 0]);
        assert_eq!(fields(with(|form| form.topics = vec!["x".to_owned()]), false), ["topics"]);
        assert_eq!(fields(with(|form| form.visibility = "shelter".to_owned()), false), ["visibility"]);
        assert_eq!(fields(with(|form| form.visibility = "shelter".to_owned()), true), [""; 0]);
        assert_eq!(fields(NoteForm::default(), false), ["mode", "date", "text", "visibility"]);
    }
}
