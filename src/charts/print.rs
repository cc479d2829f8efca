//! How charts look on paper: the colours of the light scheme, as a style sheet of their own, since what draws there knows neither
//! our style sheet nor its variables.

/// The style sheet of charts on paper. Its font is called Inter.
pub const PRINT_STYLE: &str = "\
    text { font-family: Inter; fill: #1d2b30 }\
    .ax { fill: #576469 }\
    .strong { font-weight: 600 }\
    .hid { opacity: 0 }\
    .axis { stroke: #8d8f8c; stroke-width: 1 }\
    .grid { stroke: #e3dfd5; stroke-width: 1 }\
    .f0 { fill: #8c9294 } .f1 { fill: #1b5e6f } .f2 { fill: #c9862b }\
    .f3 { fill: #b44a6c } .f4 { fill: #6a94a0 } .f5 { fill: #74894a }\
    .hatch { stroke: #ffffff; stroke-opacity: 0.5; stroke-width: 1.1; fill: none }\
    .dots { fill: #ffffff; fill-opacity: 0.55 }\
    .on0, .on1, .on2, .on3, .on4, .on5 { font-weight: 600; paint-order: stroke; stroke-width: 3.5; stroke-linejoin: round }\
    .on0 { fill: #101518; stroke: #8c9294 } .on1 { fill: #ffffff; stroke: #1b5e6f } .on2 { fill: #1d1507; stroke: #c9862b }\
    .on3 { fill: #ffffff; stroke: #b44a6c } .on4 { fill: #08191d; stroke: #6a94a0 } .on5 { fill: #10140a; stroke: #74894a }\
    .ln { fill: none; stroke-width: 2 }\
    .ln.f0 { stroke: #8c9294 } .ln.f1 { stroke: #1b5e6f } .ln.f2 { stroke: #c9862b }\
    .ln.f3 { stroke: #b44a6c } .ln.f4 { stroke: #6a94a0 } .ln.f5 { stroke: #74894a }\
    .mk { stroke: #ffffff; stroke-width: 1.25 }\
    .d1 { stroke-dasharray: 6 4 } .d2 { stroke-dasharray: 1.5 4 } .d3 { stroke-dasharray: 9 3 2 3 }";

#[cfg(test)]
mod tests {
    use super::super::Tone;
    use super::PRINT_STYLE;

    #[test]
    fn a_colour_is_the_same_in_the_style_sheet_and_as_a_number() {
        for tone in [Tone::Petrol, Tone::Ochre, Tone::Rose, Tone::Mist, Tone::Moss, Tone::Grey] {
            let rule = format!(".{} {{ fill: #{:06x} }}", tone.class(), tone.on_paper());
            assert!(PRINT_STYLE.contains(&rule), "{rule}");
        }
    }
}
