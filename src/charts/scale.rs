//! An axis from zero: round steps and the numbers beside them.

use crate::kernel::text::Lang;

/// The marks of an axis, from zero to at least the greatest value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// The value at the top of the axis, above zero.
    pub top: f64,
    /// The marks, zero first.
    pub ticks: Vec<f64>,
    /// Decimals of a mark.
    decimals: usize,
}

impl Scale {
    /// One to five steps of 1, 2 or 5 times a power of ten, below one only where every value is.
    pub(super) fn to(max: f64) -> Self {
        let max = if max.is_finite() && max > 0.0 { max } else { 1.0 };
        let mut power = 10_f64.powf((max / 5.0).log10().floor());
        if !power.is_normal() {
            power = 1.0;
        }
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| max / s <= 5.000_001).unwrap_or(max);
        // people and nights come in wholes
        let step = if max < 1.0 { step } else { step.max(1.0) };
        let mut ticks = vec![0.0];
        let mut top = 0.0;
        let mut steps = 0.0;
        while top < max - step * 1e-9 && steps < 6.0 {
            steps += 1.0;
            top = step * steps;
            ticks.push(top);
        }
        let decimals = usize::from(step < 1.0);
        Self { top, ticks, decimals }
    }

    /// A mark as the reader sees it.
    pub(super) fn label(&self, tick: f64, lang: Lang) -> String {
        let plain = format!("{tick:.*}", self.decimals);
        let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(w, p)| (w, Some(p)));
        let (group, point) = match lang {
            Lang::Nb => ('\u{a0}', ','),
            Lang::En => (',', '.'),
        };
        let digits = whole.chars().count();
        let mut shown = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (digits - i) % 3 == 0 {
                shown.push(group);
            }
            shown.push(c);
        }
        if let Some(part) = part {
            shown.push(point);
            shown.push_str(part);
        }
        shown
    }
}
