//! The charts say what they are given, in proportion, and nothing that could break a page.

use super::*;

const FRAME: Frame<'static> = Frame { id: "f1", title: "Henvendelser", desc: "Flest i mai.", lang: Lang::Nb };

/// The values of an attribute on the elements whose tag contains `within`, in order.
pub(super) fn numbers(svg: &Svg, within: &str, attribute: &str) -> Vec<f64> {
    svg.as_str()
        .split('<')
        .filter(|tag| tag.contains(within))
        .filter_map(|tag| tag.split(&format!(" {attribute}=\"")).nth(1)?.split('"').next()?.parse().ok())
        .collect()
}

/// Every element closed, in order; no stray bracket or quote.
pub(super) fn well_formed(svg: &Svg) {
    let mut open = Vec::new();
    for tag in svg.as_str().split('<').skip(1) {
        let (head, _) = tag.split_once('>').expect("a tag ends");
        let name = head.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert_eq!(head.matches('"').count() % 2, 0, "{head}");
        assert!(!head.contains("NaN") && !head.contains("inf"), "{head}");
        if head.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{head}");
        } else if !head.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!svg.as_str().contains("style="));
}

fn row(label: &str, parts: &[f64]) -> Row {
    Row {
        label: label.to_owned(),
        parts: parts.iter().map(|v| Part { value: *v, shown: format!("{v}") }).collect(),
        shown: format!("{}", parts.iter().sum::<f64>()),
        href: None,
    }
}

fn legend() -> Vec<(String, Tone)> {
    vec![("Kvinner".to_owned(), Tone::Petrol), ("Menn".to_owned(), Tone::Ochre), ("Ukjent".to_owned(), Tone::Grey)]
}

fn years(n: i32) -> Vec<String> {
    (0..n).map(|y| (2011 + y).to_string()).collect()
}

#[test]
fn bars_are_as_long_as_their_values() {
    let svg =
        bars(&FRAME, &[Datum::new("A", 40.0, "40"), Datum::new("B", 10.0, "10"), Datum::new("C", 20.0, "20")]).unwrap();
    let w = numbers(&svg, "rect class=\"f1\"", "width");
    assert_eq!(w.len(), 3);
    assert!((w[0] / w[1] - 4.0).abs() < 0.01 && (w[0] / w[2] - 2.0).abs() < 0.01, "{w:?}");
    assert!(w[0] > 200.0 && w[0] < WIDTH);
    well_formed(&svg);
}

#[test]
fn a_picture_names_and_describes_itself() {
    let svg = bars(&FRAME, &[Datum::new("A", 1.0, "1")]).unwrap();
    assert!(svg.as_str().starts_with("<svg class=\"chart\" viewBox=\"0 0 380 "));
    assert!(svg.as_str().contains(r#"role="img" aria-labelledby="f1-t f1-d""#));
    assert!(svg.as_str().contains(r#"<title id="f1-t">Henvendelser</title><desc id="f1-d">Flest i mai.</desc>"#));
    assert_eq!(svg.to_string(), svg.as_str());
}

#[test]
fn what_comes_from_outside_is_escaped() {
    let bad = "<script>\"&'\u{1}";
    let frame = Frame { id: "x\" onload=\"y", title: bad, desc: bad, ..FRAME };
    let datum = Datum::new(bad, 1.0, bad).href(Some(format!("/a?{bad}")));
    let stack = Row {
        label: bad.to_owned(),
        parts: vec![Part { value: 1.0, shown: bad.to_owned() }],
        shown: bad.to_owned(),
        href: Some(bad.to_owned()),
    };
    let line = Series { name: bad.to_owned(), values: vec![Some((1.0, bad.to_owned()))], tone: Tone::Rose };
    for svg in [
        bars(&frame, std::slice::from_ref(&datum)),
        columns(&frame, &[datum]),
        stacked(&frame, &[(bad.to_owned(), Tone::Ochre)], &[stack]),
        lines(&frame, &[bad.to_owned()], std::slice::from_ref(&line)),
        lines(&frame, &[bad.to_owned()], &[line.clone(), line]),
    ] {
        let svg = svg.unwrap();
        assert!(
            !svg.as_str().contains("<script") && !svg.as_str().contains('\u{1}') && !svg.as_str().contains("onload="),
            "{svg}"
        );
        assert!(svg.as_str().contains("&lt;"));
        well_formed(&svg);
    }
}

#[test]
fn links_stay_on_this_site_and_make_a_group() {
    let with = |href: &str| bars(&FRAME, &[Datum::new("A", 1.0, "1").href(Some(href.to_owned()))]).unwrap();
    let good = with("/report/2019/clients.new?a=1&b=2");
    assert!(good.as_str().contains(r#"<a class="lk" href="/report/2019/clients.new?a=1&amp;b=2">"#));
    assert!(good.as_str().contains(r#"role="group""#) && !good.as_str().contains(r#"role="img""#));
    for href in ["javascript:alert(1)", "https://example.org/", "//example.org/", ""] {
        let svg = with(href);
        assert!(!svg.as_str().contains("<a") && svg.as_str().contains(r#"role="img""#), "{href}");
    }
}

#[test]
fn nothing_gives_no_picture() {
    assert!(bars(&FRAME, &[]).is_none());
    assert!(columns(&FRAME, &[]).is_none());
    assert!(stacked(&FRAME, &legend(), &[]).is_none());
    assert!(stacked(&FRAME, &[], &[row("A", &[1.0])]).is_none());
    assert!(lines(&FRAME, &years(2), &[]).is_none());
    let unknown = Series { name: "A".to_owned(), values: vec![None, None], tone: Tone::Petrol };
    assert!(lines(&FRAME, &years(2), &[unknown]).is_none());
    let beyond = Series { name: "A".to_owned(), values: vec![None, Some((1.0, "1".to_owned()))], tone: Tone::Petrol };
    assert!(lines(&FRAME, &years(1), &[beyond]).is_none());
}

#[test]
fn zeros_and_odd_values_draw_no_bar_but_keep_their_text() {
    for value in [0.0, -3.0, f64::NAN, f64::INFINITY] {
        let data = [Datum::new("Ingen", value, "0"), Datum::new("Skjult", value, "1–4")];
        for svg in [bars(&FRAME, &data).unwrap(), columns(&FRAME, &data).unwrap()] {
            assert!(!svg.as_str().contains("<rect"), "{svg}");
            assert!(svg.as_str().contains(">1–4</text>") && svg.as_str().contains(">Ingen</text>"));
            well_formed(&svg);
        }
        let empty = Row { shown: "–".to_owned(), ..row("A", &[value, 0.0, value]) };
        well_formed(&stacked(&FRAME, &legend(), &[empty]).unwrap());
        let line = Series { name: "A".to_owned(), values: vec![Some((value, "–".to_owned()))], tone: Tone::Petrol };
        well_formed(&lines(&FRAME, &years(1), &[line]).unwrap());
    }
}

#[test]
fn one_value_fills_the_room() {
    let svg = bars(&FRAME, &[Datum::new("Bare denne", 7.0, "7")]).unwrap();
    let w = numbers(&svg, "rect class=\"f1\"", "width")[0];
    let x = numbers(&svg, "rect class=\"f1\"", "x")[0];
    assert!(x + w > WIDTH - 25.0 && x + w < WIDTH, "{x} {w}");
    let line = Series { name: "A".to_owned(), values: vec![Some((7.0, "7".to_owned()))], tone: Tone::Petrol };
    let svg = lines(&FRAME, &years(1), &[line]).unwrap();
    assert!(svg.as_str().contains("class=\"mk f1\"") && !svg.as_str().contains("class=\"ln"));
}

#[test]
fn long_labels_wrap_and_push_the_rows_apart() {
    let long = "Krise- og incestsenteret i Follo og omegn, avdeling for utsatte";
    let svg = bars(&FRAME, &[Datum::new(long, 2.0, "2"), Datum::new("Kort", 1.0, "1")]).unwrap();
    let y = numbers(&svg, "text class=\"lbl\"", "y");
    assert!(y.len() >= 4, "{y:?}");
    assert!(y.windows(2).all(|p| p[1] - p[0] >= 12.5), "{y:?}");
    let bars = numbers(&svg, "rect class=\"f1\"", "y");
    assert!(bars[1] - bars[0] > 15.0 * 2.0, "{bars:?}");
    assert!(bars[0] < y[y.len() - 2], "the bar stands beside its label");
}

#[test]
fn wrapping_keeps_every_letter_and_the_room() {
    for text in
        ["Kvalifiserende tiltak", "Menneskehandelserstatningskravsordningen", "a", "", "Sør- og Mellom-Amerika/Karibia"]
    {
        let lines = measure::wrap(text, 12.5, 90.0);
        assert!(!lines.is_empty());
        assert!(lines.iter().all(|l| measure::width(l, 12.5) <= 90.0), "{lines:?}");
        let bare = |s: &str| s.replace([' ', '-'], "");
        assert_eq!(bare(&lines.concat()), bare(text));
    }
}

#[test]
fn parts_stand_in_proportion_with_pattern_and_legend() {
    let svg = stacked(&FRAME, &legend(), &[row("A", &[30.0, 60.0, 0.0]), row("B", &[0.0, 30.0, 15.0])]).unwrap();
    let ochre: Vec<_> = numbers(&svg, "fill=\"url(#f1-f2)\"", "width");
    assert_eq!(ochre.len(), 3, "legend and two rows");
    assert!(((ochre[1] + 1.5) / (ochre[2] + 1.5) - 2.0).abs() < 0.01, "{ochre:?}");
    assert!(svg.as_str().contains(r#"<pattern id="f1-f2""#) && svg.as_str().contains(r#"<pattern id="f1-f0""#));
    assert!(svg.as_str().contains(">Kvinner</text>") && svg.as_str().contains(">90</text>"));
    assert!(svg.as_str().contains("class=\"on2\""));
    well_formed(&svg);
}

#[test]
fn ids_of_two_charts_differ() {
    let rows = [row("A", &[1.0, 1.0, 1.0])];
    let ids = |id: &'static str| {
        let svg = stacked(&Frame { id, ..FRAME }, &legend(), &rows).unwrap();
        let ids: Vec<String> =
            svg.as_str().split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).map(str::to_owned).collect();
        assert!(ids.iter().all(|i| i.starts_with(&format!("{id}-"))), "{ids:?}");
        ids
    };
    let (a, b) = (ids("figur-1"), ids("figur-2"));
    assert!(a.len() == 4 && a.iter().all(|i| !b.contains(i)));
}

#[test]
fn columns_stand_on_the_axis_in_proportion() {
    let data: Vec<_> = ["jan", "feb", "mars"]
        .into_iter()
        .zip([50.0, 100.0, 25.0])
        .map(|(l, v)| Datum::new(l, v, format!("{v}")))
        .collect();
    let svg = columns(&FRAME, &data).unwrap();
    let (y, h) = (numbers(&svg, "rect", "y"), numbers(&svg, "rect", "height"));
    assert!((h[1] / h[0] - 2.0).abs() < 0.01 && (h[0] / h[2] - 2.0).abs() < 0.01);
    assert!(y.iter().zip(&h).all(|(y, h)| (y + h - 158.0).abs() < 0.02));
    assert!(["jan", "feb", "mars", "50", "100", "25"].iter().all(|t| svg.as_str().contains(&format!(">{t}</text>"))));
    well_formed(&svg);
}

#[test]
fn values_without_room_are_not_printed_over_each_other() {
    let data: Vec<_> =
        (1..=12).map(|m| Datum::new(format!("m{m}"), f64::from(m) * 10_000.0, format!("{m}0 000 kr"))).collect();
    let svg = columns(&FRAME, &data).unwrap();
    assert_eq!(svg.as_str().matches("class=\"val strong\"").count(), 1, "the greatest");
    let at = numbers(&svg, "class=\"val strong\"", "x")[0];
    assert!(at + measure::width("120 000 kr", 11.0) / 2.0 <= WIDTH + 0.01, "the last column's text stays inside");
    let linked: Vec<_> = data.into_iter().map(|d| d.href(Some("/x".to_owned()))).collect();
    assert!(columns(&FRAME, &linked).unwrap().as_str().contains(">m5 50 000 kr</text>"), "a link keeps its name");
}

#[test]
fn labels_below_thin_out_from_the_last() {
    let all = years(40);
    let series = Series {
        name: "A".to_owned(),
        values: (0..40).map(|v| Some((f64::from(v), v.to_string()))).collect(),
        tone: Tone::Petrol,
    };
    let svg = lines(&FRAME, &all, &[series]).unwrap();
    let x = numbers(&svg, "text-anchor=\"middle\"", "x");
    assert!(svg.as_str().contains(">2050</text>") && x.len() < 20);
    assert!(x.windows(2).all(|p| p[1] - p[0] >= 27.0), "{x:?}");
}

#[test]
fn lines_break_where_a_year_is_unknown() {
    let value = |v: f64| Some((v, v.to_string()));
    let line = |name: &str, tone| Series {
        name: name.to_owned(),
        values: vec![value(1.0), value(2.0), None, value(3.0), value(4.0)],
        tone,
    };
    let svg = lines(&FRAME, &years(5), &[line("Nye", Tone::Petrol), line("Flerårige", Tone::Mist)]).unwrap();
    assert_eq!(svg.as_str().matches("class=\"ln f1 d0\"").count(), 2);
    assert_eq!(svg.as_str().matches("class=\"ln f4 d1\"").count(), 2);
    let y = numbers(&svg, "text class=\"lbl\"", "y");
    assert!((y[1] - y[0]).abs() >= 14.9, "names of equal ends stand apart: {y:?}");
    well_formed(&svg);
}

#[test]
fn axis_marks_are_round_and_written_in_the_language() {
    for (max, top, step) in [
        (182.0, 200.0, 50.0),
        (5.0, 5.0, 1.0),
        (1.0, 1.0, 1.0),
        (0.0, 1.0, 1.0),
        (0.4, 0.4, 0.1),
        (12.0, 15.0, 5.0),
        (1912.0, 2000.0, 500.0),
        (7.0, 8.0, 2.0),
    ] {
        let scale = scale::Scale::to(max);
        assert!((scale.top - top).abs() < 1e-9 && (scale.ticks[1] - step).abs() < 1e-9, "{max}: {scale:?}");
    }
    let scale = scale::Scale::to(12_000.0);
    assert_eq!(scale.label(10_000.0, Lang::Nb), "10\u{a0}000");
    assert_eq!(scale.label(10_000.0, Lang::En), "10,000");
    assert_eq!(scale::Scale::to(0.4).label(0.2, Lang::Nb), "0,2");
}

#[test]
fn a_cell_bar_is_a_share_of_the_greatest() {
    let part = |value, tone| Segment { value, tone };
    let svg = cell(&[part(25.0, Tone::Petrol), part(0.0, Tone::Ochre), part(25.0, Tone::Mist)], 100.0);
    assert_eq!(
        svg.as_str(),
        r#"<svg class="bar" aria-hidden="true"><rect class="f1" x="0%" width="24.6%" height="100%"/><rect class="f4" x="25%" width="24.6%" height="100%"/></svg>"#
    );
    assert!(!cell(&[part(1.0, Tone::Petrol)], 0.0).as_str().contains("rect"));
    assert!(cell(&[part(9.0, Tone::Petrol)], 3.0).as_str().contains(r#"width="99.6%""#));
}
