//! The timeline shows every fact in its place, and nothing that one gives it can break it.

use proptest::prelude::*;

use super::super::measure;
use super::super::tests::{numbers, well_formed};
use super::*;
use crate::kernel::text::Lang;

const FRAME: Frame<'static> = Frame { id: "tl", title: "Tidslinje for saken", desc: "Mars til nå.", lang: Lang::Nb };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(from: &str, to: Option<&str>, label: &str) -> Span {
    Span {
        from: day(from),
        to: to.map(day),
        label: label.to_owned(),
        tone: SpanTone::Status,
        is_applied: false,
        expires: None,
        href: None,
    }
}

fn until(span: Span, on: &str) -> Span {
    let sub = "14 dager igjen".to_owned();
    Span { expires: Some(Expiry { on: day(on), label: format!("Går ut {on}"), sub }), ..span }
}

fn event(on: &str, label: &str) -> Event {
    Event { on: day(on), label: label.to_owned(), is_hollow: false, href: None }
}

fn dot(on: &str, is_hollow: bool) -> Dot {
    Dot { on: day(on), is_hollow, label: format!("Samtale {on}"), href: None }
}

fn data(lanes: Vec<Lane>) -> Timeline {
    Timeline { today: day("2019-11-06"), today_label: "i dag 06.11".to_owned(), lanes }
}

fn spans(spans: Vec<Span>) -> Timeline {
    data(vec![Lane { label: "Bosted".to_owned(), spans, ..Lane::default() }])
}

fn draw(data: &Timeline) -> Svg {
    timeline(&FRAME, data)
}

/// A text of the picture.
#[derive(Debug)]
struct Words {
    class: String,
    from: f64,
    to: f64,
    y: f64,
    text: String,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

/// All texts with the place they take up.
fn words(svg: &Svg) -> Vec<Words> {
    let unescape = |s: &str| {
        s.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
    };
    let texts = svg.as_str().split("<text").skip(1).map(|rest| rest.split("</text>").next().unwrap());
    texts
        .map(|rest| {
            let (tag, text) = rest.split_once('>').unwrap();
            let (text, class) = (unescape(text), attribute(tag, "class").unwrap().to_owned());
            let at = |name| attribute(tag, name).unwrap().parse::<f64>().unwrap();
            let long = measure::width(&text, at("font-size"));
            let from = match attribute(tag, "text-anchor") {
                Some("end") => at("x") - long,
                Some("middle") => at("x") - long / 2.0,
                _ => at("x"),
            };
            Words { class, from, to: from + long, y: at("y"), text }
        })
        .collect()
}

/// Words stand apart and in the picture; shapes are in the picture; the markup is well-formed.
fn sound(svg: &Svg) {
    well_formed(svg);
    let view: Vec<f64> =
        attribute(svg.as_str(), "viewBox").unwrap().split(' ').map(|n| n.parse::<f64>().unwrap()).collect();
    let (wide, high) = (view[2], view[3]);
    let words = words(svg);
    for (nth, a) in words.iter().enumerate() {
        assert!(a.from >= -0.1 && a.to <= wide + 0.1 && a.y > 0.0 && a.y < high, "outside: {a:?}\n{svg}");
        for b in words.iter().skip(nth + 1) {
            let is_apart = a.to <= b.from + 0.1 || b.to <= a.from + 0.1 || (a.y - b.y).abs() >= 12.5;
            assert!(is_apart, "{a:?} lies on {b:?}\n{svg}");
        }
    }
    for (name, most) in
        [("x", wide), ("x1", wide), ("x2", wide), ("cx", wide), ("y", high), ("y1", high), ("y2", high), ("cy", high)]
    {
        assert!(numbers(svg, "", name).into_iter().all(|n| (0.0..=most).contains(&n)), "{name} > {most}: {svg}");
    }
    for (at, size, most) in [("x", "width", wide), ("y", "height", high)] {
        let (at, size) = (numbers(svg, "rect class=", at), numbers(svg, "rect class=", size));
        assert!(at.iter().zip(size).all(|(at, size)| at + size <= most + 0.02), "{svg}");
    }
    for path in svg.as_str().split(" d=\"M").skip(1) {
        let (x, y) = path.split(['h', 'l']).next().unwrap().split_once(' ').unwrap();
        let (x, y) = (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap());
        assert!((0.0..=wide).contains(&x) && (0.0..=high).contains(&y), "{svg}");
        assert!(
            !path.starts_with('h') && !path.split('"').next().unwrap().contains("h18") || x + 18.0 <= wide,
            "{svg}"
        );
    }
    // What stands beside a bar does not lie on another one.
    for tag in svg.as_str().split('<').filter(|tag| tag.starts_with("rect class=\"b-")) {
        let at = |name| attribute(tag, name).unwrap().parse::<f64>().unwrap();
        let (x, to, y, foot) = (at("x"), at("x") + at("width"), at("y"), at("y") + at("height"));
        for w in words.iter().filter(|w| w.class == "bo" && w.y > y && w.y - 9.0 < foot && !tag.contains("soft")) {
            assert!(w.to <= x + 0.1 || w.from >= to - 0.1, "{w:?} lies on {tag}\n{svg}");
        }
    }
}

fn texts(svg: &Svg) -> Vec<String> {
    words(svg).into_iter().map(|w| w.text).collect()
}

#[test]
fn empty_data_draws_the_months_today_and_the_lanes() {
    let svg = draw(&data(vec![]));
    sound(&svg);
    assert!(svg.as_str().starts_with("<svg class=\"timeline\" viewBox=\"0 0 1000 "));
    assert!(svg.as_str().contains(r#"role="img" aria-labelledby="tl-t tl-d""#));
    assert!(
        svg.as_str().contains(r#"<title id="tl-t">Tidslinje for saken</title><desc id="tl-d">Mars til nå.</desc>"#)
    );
    assert_eq!(texts(&svg), ["aug 2019", "sep", "okt", "i dag 06.11"].map(str::to_owned).to_vec(), "{svg}");
    let svg = draw(&data(vec![Lane { label: "Retur".to_owned(), ..Lane::default() }]));
    sound(&svg);
    assert!(texts(&svg).contains(&"Retur".to_owned()));
    let now = numbers(&svg, "class=\"now\"", "x1")[0];
    assert_eq!(numbers(&svg, "class=\"lane\"", "x2"), [1000.0, now], "the edge of the lane and a thin line in it");
}

#[test]
fn bars_stand_in_proportion_to_their_days() {
    let svg =
        draw(&spans(vec![span("2019-08-10", Some("2019-08-30"), ""), span("2019-09-01", Some("2019-10-11"), "")]));
    let w = numbers(&svg, "rect class=\"b-c1\"", "width");
    assert!((w[1] / w[0] - 2.0).abs() < 0.01, "{w:?}");
    sound(&svg);
}

#[test]
fn what_goes_on_reaches_today_and_has_an_arrow() {
    let svg = draw(&spans(vec![span("2019-08-10", None, "Lauras hus")]));
    let (x, w) = (numbers(&svg, "rect class=\"b-c1\"", "x")[0], numbers(&svg, "rect class=\"b-c1\"", "width")[0]);
    let now = numbers(&svg, "class=\"now\"", "x1")[0];
    assert!((x + w - now).abs() < 0.02);
    assert_eq!(svg.as_str().matches("class=\"arrow\"").count(), 1);
    let svg = draw(&spans(vec![span("2019-08-10", Some("2019-09-10"), "Lauras hus")]));
    assert!(!svg.as_str().contains("class=\"arrow\""));
}

#[test]
fn a_term_is_a_flag_with_two_lines_after_a_softer_part() {
    let svg = draw(&spans(vec![until(span("2019-05-20", None, "Refleksjonsperiode"), "2019-11-20")]));
    sound(&svg);
    let now = numbers(&svg, "class=\"now\"", "x1")[0];
    assert!((numbers(&svg, "b-c1 soft", "x")[0] - now).abs() < 0.02);
    let end = now + numbers(&svg, "b-c1 soft", "width")[0];
    assert!((numbers(&svg, "class=\"flag\"", "x1")[0] - end).abs() < 0.02);
    assert!(svg.as_str().contains(">Går ut 2019-11-20</text>") && svg.as_str().contains(">14 dager igjen</text>"));
    assert!(!svg.as_str().contains("class=\"arrow\""));
}

#[test]
fn a_term_far_off_is_an_arrow_and_leaves_today_in_view() {
    let svg = draw(&spans(vec![until(span("2019-10-20", None, "Permit"), "2029-11-20")]));
    sound(&svg);
    assert!(!svg.as_str().contains("class=\"flag\"") && svg.as_str().contains("class=\"arrow\""));
    assert!(svg.as_str().contains(">Går ut 2029-11-20</text>"));
    assert!(numbers(&svg, "class=\"now\"", "x1")[0] >= 640.0, "{svg}");
}

#[test]
fn an_expired_term_has_its_flag_in_the_past() {
    let svg = draw(&spans(vec![until(span("2019-05-20", None, "Refleksjonsperiode"), "2019-10-20")]));
    sound(&svg);
    let now = numbers(&svg, "class=\"now\"", "x1")[0];
    assert!(numbers(&svg, "class=\"flag\"", "x1")[0] < now);
    assert!(numbers(&svg, "class=\"bo strong\"", "x")[0] > now);
    sound(&draw(&spans(vec![until(span("2019-05-20", Some("2019-11-05"), "Tillatelse"), "2019-11-05")])));
}

#[test]
fn an_application_is_dashed() {
    let svg = draw(&spans(vec![Span { is_applied: true, ..span("2019-03-25", Some("2019-05-20"), "Søkt 25.03") }]));
    assert!(svg.as_str().contains("<rect class=\"b-applied\"") && svg.as_str().contains("<text class=\"bo2\""));
}

#[test]
fn tones_have_their_classes() {
    for (tone, bar, text) in [
        (SpanTone::Status, "b-c1", "bt"),
        (SpanTone::Housing, "b-c2", "bt2"),
        (SpanTone::Activity, "b-c5", "bt2"),
        (SpanTone::Police, "b-c0", "bt3"),
        (SpanTone::Neutral, "b-n", "bt3"),
    ] {
        let svg = draw(&spans(vec![Span { tone, ..span("2019-08-10", None, "A") }]));
        assert!(svg.as_str().contains(&format!("<rect class=\"{bar}\"")), "{svg}");
        assert!(svg.as_str().contains(&format!("<text class=\"{text}\"")), "{svg}");
    }
}

#[test]
fn bars_that_overlap_stack_and_those_that_touch_do_not() {
    let rows = |second: &str| {
        let svg =
            draw(&spans(vec![span("2019-03-01", Some("2019-06-01"), "A"), span(second, Some("2019-09-01"), "B")]));
        sound(&svg);
        let mut y: Vec<String> = numbers(&svg, "rect class=\"b-c1\"", "y").iter().map(f64::to_string).collect();
        y.dedup();
        y.len()
    };
    assert_eq!((rows("2019-06-01"), rows("2019-05-31")), (1, 2));
}

#[test]
fn words_stand_in_the_bar_or_right_or_left_of_it() {
    let svg = draw(&spans(vec![
        span("2019-03-01", Some("2019-03-05"), "Tromsø, 5"),
        span("2019-04-24", Some("2019-04-29"), "Til venstre"),
        span("2019-05-02", None, "Lauras hus, 188 netter"),
    ]));
    sound(&svg);
    assert!(svg.as_str().contains("text-anchor=\"end\">Til venstre</text>"), "{svg}");
    assert!(svg.as_str().contains("\">Tromsø, 5</text>") && !svg.as_str().contains("text-anchor=\"end\">Tromsø"));
    assert!(svg.as_str().contains("class=\"bt\"") && svg.as_str().contains(">Lauras hus, 188 netter</text>"));
    let mut y = numbers(&svg, "rect class=\"b-c1\"", "y");
    y.dedup();
    assert_eq!(y.len(), 1, "all on one row: {y:?}");
    assert!(!svg.as_str().contains("<g>"), "what is to be read needs no title");
}

#[test]
fn words_without_room_are_cut_and_said_whole() {
    let long = "Kvalifiserende tiltak ".repeat(12);
    let svg = draw(&spans(vec![span("2019-08-10", Some("2019-08-20"), &long)]));
    sound(&svg);
    assert!(svg.as_str().contains("…</text>"));
    assert!(svg.as_str().contains(&format!("<g><title>{}</title>", long.trim())), "{svg}");
}

#[test]
fn what_has_no_room_among_six_rows_is_thin_and_has_its_words_in_the_title() {
    let many: Vec<_> = (0..12).map(|n| span("2019-08-10", None, &format!("Nr. {n}"))).collect();
    let svg = draw(&spans(many));
    sound(&svg);
    assert_eq!(svg.as_str().matches("class=\"bt\"").count(), 6);
    assert_eq!(svg.as_str().matches("height=\"4\"").count(), 6);
    assert!(svg.as_str().contains("<title>Nr. 11</title>"));
}

#[test]
fn diamonds_are_full_or_hollow_and_give_way_to_bars() {
    let police = Lane {
        label: "Politi".to_owned(),
        spans: vec![span("2019-08-31", None, "Under etterforskning")],
        events: vec![
            event("2019-06-12", "Råd fra advokat"),
            Event { is_hollow: true, ..event("2019-08-23", "Anmeldt") },
            event("2019-09-23", "Avhør"),
        ],
        dots: vec![],
    };
    let svg = draw(&data(vec![police]));
    sound(&svg);
    assert!(svg.as_str().contains("class=\"ev\"") && svg.as_str().contains("class=\"ev hollow\""));
    assert!(svg.as_str().contains("text-anchor=\"end\">Anmeldt</text>"));
    let words = words(&svg);
    let y = |text: &str| words.iter().find(|w| w.text == text).unwrap().y;
    assert!((y("Anmeldt") - y("Under etterforskning")).abs() < 0.1 && y("Avhør") > y("Anmeldt") + 20.0);
}

#[test]
fn dots_on_one_place_are_one_and_full_where_one_is() {
    let with = |dots: Vec<Dot>| draw(&data(vec![Lane { label: "Samtaler".to_owned(), dots, ..Lane::default() }]));
    let svg = with(vec![dot("2019-09-02", true), dot("2019-09-02", false), dot("2019-10-02", true)]);
    sound(&svg);
    assert_eq!(
        (svg.as_str().matches("class=\"dot\"").count(), svg.as_str().matches("class=\"dot hollow\"").count()),
        (1, 1)
    );
    assert!(svg.as_str().contains("<title>Samtale 2019-09-02; Samtale 2019-09-02</title>"));
    let start = day("2012-01-03");
    let years = (0..400).map(|n| Dot { on: start + chrono::Days::new(n * 7), ..dot("2012-01-03", n % 3 == 0) });
    let svg = with(years.collect());
    sound(&svg);
    assert!(svg.as_str().matches("<circle").count() <= 400);
    let same = with((0..400).map(|_| dot("2019-09-02", false)).collect());
    assert_eq!(same.as_str().matches("<circle").count(), 1);
    assert!(same.as_str().contains("(+ 395)"));
}

#[test]
fn the_axis_says_months_then_quarters_then_years_in_the_language() {
    let from = |on: &str, lang| {
        let lanes = vec![Lane { label: String::new(), events: vec![event(on, "A")], ..Lane::default() }];
        let svg = timeline(&Frame { lang, ..FRAME }, &data(lanes));
        sound(&svg);
        words(&svg).into_iter().filter(|w| w.class == "ax").map(|w| w.text).collect::<Vec<_>>()
    };
    assert_eq!(from("2019-03-25", Lang::Nb)[..5], ["mars 2019", "apr", "mai", "juni", "juli"]);
    assert_eq!(from("2019-03-25", Lang::En)[..5], ["Mar 2019", "Apr", "May", "June", "July"]);
    assert_eq!(from("2017-01-25", Lang::Nb)[..5], ["jan 2017", "apr", "juli", "okt", "jan 2018"]);
    assert_eq!(from("2012-05-25", Lang::Nb)[..3], ["2013", "2014", "2015"]);
    assert_eq!(from("1999-12-25", Lang::Nb)[..3], ["2000", "2002", "2004"]);
    assert_eq!(from("1990-05-25", Lang::Nb)[..2], ["aug 2019", "sep"], "a slip of the pen does not stretch it");
}

#[test]
fn a_day_out_of_reach_points_to_where_it_lies() {
    let lane = Lane {
        label: "Politi".to_owned(),
        spans: vec![span("0201-05-01", Some("0201-06-01"), "Feil år")],
        events: vec![event("1019-09-23", "Avhør"), event("2119-09-23", "Rettssak")],
        dots: vec![dot("0001-01-01", false), dot("9999-12-31", true)],
    };
    let svg = draw(&data(vec![lane]));
    sound(&svg);
    assert!(["Feil år", "Avhør", "Rettssak"].iter().all(|t| svg.as_str().contains(&format!(">{t}</text>"))), "{svg}");
}

#[test]
fn reversed_and_outermost_days_break_nothing() {
    for today in [NaiveDate::MIN, NaiveDate::MAX, day("2019-11-06")] {
        let days = [NaiveDate::MIN, day("1990-01-01"), day("2026-01-01"), NaiveDate::MAX];
        let mut lane = Lane { label: "A".to_owned(), ..Lane::default() };
        for from in days {
            lane.events.push(Event { on: from, ..event("2019-01-01", "B") });
            lane.dots.push(Dot { on: from, ..dot("2019-01-01", false) });
            for to in days {
                let expires = Some(Expiry { on: to, label: "Går ut".to_owned(), sub: String::new() });
                lane.spans.push(Span { from, to: Some(to), expires, ..span("2019-01-01", None, "C") });
            }
        }
        sound(&draw(&Timeline { today, today_label: "i dag".to_owned(), lanes: vec![lane] }));
    }
}

#[test]
fn links_have_a_name_stay_on_this_site_and_make_a_group() {
    let with = |href: &str| {
        let href = Some(href.to_owned());
        let lane = Lane {
            label: "Bosted".to_owned(),
            spans: vec![Span { href: href.clone(), ..until(span("2019-08-10", None, "Lauras hus"), "2019-11-20") }],
            events: vec![Event { href: href.clone(), ..event("2019-09-09", "") }],
            dots: vec![Dot { href, ..dot("2019-09-02", true) }],
        };
        draw(&data(vec![lane]))
    };
    let svg = with("/saker/7/opphold?a=1&b=2#c");
    sound(&svg);
    let link = r#"<a class="lk" href="/saker/7/opphold?a=1&amp;b=2#c"><title>"#;
    assert_eq!(svg.as_str().matches(link).count(), 3);
    assert!(svg.as_str().contains("<title>Lauras hus, Går ut 2019-11-20, 14 dager igjen</title>"));
    assert!(
        svg.as_str().contains("<title>Bosted</title><path class=\"ev\""),
        "a mark without words is named by its lane"
    );
    assert!(svg.as_str().contains(r#"role="group""#) && !svg.as_str().contains(r#"role="img""#));
    for href in
        ["javascript:alert(1)", "https://example.org/", "//example.org/", "/\\example.org", "/\r/example.org", ""]
    {
        let svg = with(href);
        assert!(!svg.as_str().contains("<a") && svg.as_str().contains(r#"role="img""#), "{href}");
    }
}

#[test]
fn what_comes_from_outside_is_escaped() {
    let bad = "<script>\"&'\u{1}";
    let frame = Frame { id: "x\" onload=\"y", title: bad, desc: bad, ..FRAME };
    let href = Some(format!("/a?{}", &bad[..11]));
    let lane = Lane {
        label: bad.to_owned(),
        spans: vec![Span {
            expires: Some(Expiry { on: day("2019-11-20"), label: bad.to_owned(), sub: bad.to_owned() }),
            href: href.clone(),
            ..span("2019-08-10", None, bad)
        }],
        events: vec![Event { href: href.clone(), ..event("2019-09-23", bad) }],
        dots: vec![Dot { label: bad.to_owned(), href, ..dot("2019-09-23", true) }],
    };
    let svg = timeline(&frame, &Timeline { today_label: bad.to_owned(), ..data(vec![lane]) });
    well_formed(&svg);
    assert!(!svg.as_str().contains("<script") && !svg.as_str().contains('\u{1}') && !svg.as_str().contains("onload="));
    assert!(svg.as_str().matches("&lt;script&gt;").count() >= 9, "{svg}");
}

#[test]
fn a_long_name_of_a_lane_wraps_and_the_lane_grows() {
    let label = "Kvalifiserende tiltak og andre aktiviteter".to_owned();
    let svg =
        draw(&data(vec![Lane { label, ..Lane::default() }, Lane { label: "Retur".to_owned(), ..Lane::default() }]));
    sound(&svg);
    assert!(numbers(&svg, "class=\"lane-t\"", "y").len() >= 4);
}

#[test]
fn the_names_lie_where_the_picture_has_them() {
    let long = "Kvalifiserende tiltak og andre aktiviteter".to_owned();
    let data = data(vec![
        Lane { label: long, ..Lane::default() },
        Lane { label: "<Bosted>".to_owned(), spans: vec![span("2019-08-10", None, "A")], ..Lane::default() },
    ]);
    let (whole, names) = (draw(&data), timeline_names(&data));
    well_formed(&names);
    let of_lanes = |svg: &Svg| -> Vec<(String, f64, f64)> {
        let words = words(svg).into_iter().filter(|word| word.class == "lane-t");
        words.map(|word| (word.text, word.from, word.y)).collect()
    };
    assert_eq!(of_lanes(&whole), of_lanes(&names));
    let view =
        |svg: &Svg| attribute(svg.as_str(), "viewBox").unwrap().split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(view(&whole)[3], view(&names)[3], "the same height in the same units");
    assert!(names.as_str().contains("aria-hidden") && !names.as_str().contains(" id="));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let today = day("2019-11-06");
    prop_oneof![
        8 => (-900..400_i64).prop_map(move |n| today + chrono::Duration::days(n)),
        1 => (-20_000..20_000_i64).prop_map(move |n| today + chrono::Duration::days(n)),
        1 => (-95_000_000..95_000_000_i64).prop_map(move |n| today + chrono::Duration::days(n)),
    ]
}

fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[A-ZÆØÅa-z0-9 ,.<&\"-]{0,30}", 1 => ".{0,60}", 1 => "[a-z ]{0,300}"]
}

fn any_href() -> impl Strategy<Value = Option<String>> {
    prop_oneof![3 => Just(None), 1 => Just(Some("/saker/1".to_owned())), 1 => ".{0,12}".prop_map(Some)]
}

fn any_span() -> impl Strategy<Value = Span> {
    let expires = (any_day(), any_words(), any_words()).prop_map(|(on, label, sub)| Expiry { on, label, sub });
    let tone = prop_oneof![Just(SpanTone::Status), Just(SpanTone::Housing), Just(SpanTone::Neutral)];
    let expires = prop::option::weighted(0.3, expires);
    (any_day(), prop::option::of(any_day()), any_words(), tone, any::<bool>(), expires, any_href()).prop_map(
        |(from, to, label, tone, is_applied, expires, href)| Span { from, to, label, tone, is_applied, expires, href },
    )
}

fn any_lane() -> impl Strategy<Value = Lane> {
    let event = (any_day(), any_words(), any::<bool>(), any_href());
    let event = event.prop_map(|(on, label, is_hollow, href)| Event { on, label, is_hollow, href });
    let dot = (any_day(), any_words(), any::<bool>(), any_href());
    let dot = dot.prop_map(|(on, label, is_hollow, href)| Dot { on, label, is_hollow, href });
    let vec = prop::collection::vec::<BoxedStrategy<Span>>;
    (any_words(), vec(any_span().boxed(), 0..14), prop::collection::vec(event, 0..8), prop::collection::vec(dot, 0..30))
        .prop_map(|(label, spans, events, dots)| Lane { label, spans, events, dots })
}

proptest! {
    #[test]
    fn whatever_it_is_given_it_is_sound(
        lanes in prop::collection::vec(any_lane(), 0..5),
        today in any_day(),
        today_label in any_words(),
        is_english in any::<bool>(),
    ) {
        let lang = if is_english { Lang::En } else { Lang::Nb };
        let svg = timeline(&Frame { lang, ..FRAME }, &Timeline { today, today_label, lanes });
        sound(&svg);
    }
}
