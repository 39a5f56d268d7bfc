//! Plots as inline SVG. Colours are classes of the page's style, so that a plot follows light, dark and print; values
//! stand in `<title>`, which browsers show where the pointer rests and screen readers read.

use std::fmt::Write as _;

use super::escaped;

/// A plot and its legend.
pub struct Plot {
    pub svg: String,
    pub legend: String,
}

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 72.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 44.0;

/// The colour of a series: its place in the palette of `style.css`.
pub type Colour = usize;

/// Bars of stacked counts, one for each label; of the series, name and colour.
pub fn stacked(what: &str, series: &[(String, Colour)], bars: &[(String, Vec<u64>)]) -> Plot {
    let highest = bars.iter().map(|(_, values)| values.iter().sum::<u64>()).max().unwrap_or(0);
    let scale = Scale::up_to(highest as f64);
    let mut svg = open(what);
    grid(&mut svg, &scale, "");
    let slot = (WIDTH - LEFT - RIGHT) / bars.len().max(1) as f64;
    let width = (slot * 0.82).min(48.0);
    for (i, (label, values)) in bars.iter().enumerate() {
        let x = LEFT + slot * (i as f64 + 0.5) - width / 2.0;
        let mut below = 0.0;
        for ((name, colour), value) in series.iter().zip(values).filter(|(_, value)| **value > 0) {
            let (top, bottom) = (scale.y(below + *value as f64), scale.y(below));
            below += *value as f64;
            let title = escaped(&format!("{label}, {name}: {}", crate::text::number(*value)));
            let _ = write!(
                svg,
                "<rect class=\"f{}\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\"><title>{title}</title></rect>",
                colour % 8,
                bottom - top
            );
        }
    }
    let every = bars.len().div_ceil(12).max(1);
    for (i, (label, _)) in bars.iter().enumerate().step_by(every) {
        let x = LEFT + slot * (i as f64 + 0.5);
        let _ = write!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - BOTTOM + 18.0,
            escaped(label)
        );
    }
    svg.push_str("</svg>\n");
    Plot { svg, legend: legend(series.iter().map(|(name, colour)| (name.as_str(), *colour, None))) }
}

/// A line through points.
pub struct Line {
    pub name: String,
    pub colour: Colour,
    /// One of four ways to be dashed, so that lines can be told apart without colour.
    pub dash: usize,
    pub points: Vec<(f64, f64)>,
}

impl Line {
    pub fn new(name: &str, colour: Colour, points: Vec<(f64, f64)>) -> Line {
        Line { name: name.to_owned(), colour, dash: 0, points }
    }

    pub fn dashed(mut self, dash: usize) -> Line {
        self.dash = dash;
        self
    }
}

/// Lines over a common axis from zero; `marks` are places on it with what they are called.
pub fn lines(what: &str, x_name: &str, y_name: &str, lines: &[Line], marks: &[(f64, String)]) -> Plot {
    let points = || lines.iter().flat_map(|line| &line.points);
    let scale = Scale::up_to(points().map(|point| point.1).fold(0.0, f64::max));
    let x_scale = Scale::up_to(points().map(|point| point.0).fold(0.0, f64::max));
    let x_max = points().map(|point| point.0).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let x = |value: f64| LEFT + (WIDTH - LEFT - RIGHT) * value / x_max;
    let mut svg = open(what);
    grid(&mut svg, &scale, y_name);
    for tick in x_scale.ticks().into_iter().filter(|tick| *tick <= x_max) {
        let at = x(tick);
        let _ = write!(
            svg,
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - BOTTOM + 18.0,
            short(tick)
        );
    }
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
        WIDTH - RIGHT,
        HEIGHT - 6.0,
        escaped(x_name)
    );
    for (value, name) in marks.iter().filter(|(value, _)| *value <= x_max) {
        let at = x(*value);
        let anchor = if at > WIDTH * 0.8 { ("end", -6.0) } else { ("start", 6.0) };
        let _ = write!(
            svg,
            "<line class=\"mark\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            HEIGHT - BOTTOM,
            at + anchor.1,
            TOP + 12.0,
            anchor.0,
            escaped(name)
        );
    }
    for line in lines {
        let mut path = String::new();
        for (i, (px, py)) in line.points.iter().enumerate() {
            let _ = write!(path, "{}{:.1} {:.1}", if i == 0 { "M" } else { "L" }, x(*px), scale.y(*py));
        }
        let (first, last) =
            (line.points.first().copied().unwrap_or_default(), line.points.last().copied().unwrap_or_default());
        let title = escaped(&format!(
            "{}: {} at {}, {} at {}",
            line.name,
            short(first.1),
            short(first.0),
            short(last.1),
            short(last.0)
        ));
        let _ = write!(
            svg,
            "<path class=\"s{} d{}\" d=\"{path}\"><title>{title}</title></path>",
            line.colour % 8,
            line.dash % 4
        );
    }
    svg.push_str("</svg>\n");
    Plot { svg, legend: legend(lines.iter().map(|line| (line.name.as_str(), line.colour, Some(line.dash)))) }
}

fn open(what: &str) -> String {
    let what = escaped(what);
    format!("<svg class=\"plot\" role=\"img\" aria-label=\"{what}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">")
}

fn legend<'a>(entries: impl Iterator<Item = (&'a str, Colour, Option<usize>)>) -> String {
    let entry = |(name, colour, dash): (&str, Colour, Option<usize>)| {
        let sample = match dash {
            Some(dash) => format!("<path class=\"s{} d{}\" stroke-width=\"3\" d=\"M0 6L21 6\"/>", colour % 8, dash % 4),
            None => format!("<rect class=\"f{}\" width=\"21\" height=\"12\" rx=\"2\"/>", colour % 8),
        };
        format!("<li><svg viewBox=\"0 0 21 12\" aria-hidden=\"true\">{sample}</svg>{}</li>", escaped(name))
    };
    format!("<ul class=\"legend\">{}</ul>", entries.map(entry).collect::<String>())
}

fn grid(svg: &mut String, scale: &Scale, name: &str) {
    for tick in scale.ticks() {
        let y = scale.y(tick);
        let class = if tick == 0.0 { "axis" } else { "grid" };
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 8.0,
            y + 4.0,
            short(tick)
        );
    }
    if !name.is_empty() {
        let _ = write!(svg, "<text x=\"4\" y=\"{:.1}\">{}</text>", HEIGHT - 6.0, escaped(&format!("upwards: {name}")));
    }
}

/// An axis from zero, with ticks at 1, 2 or 5 times a power of ten.
struct Scale {
    step: f64,
    steps: u32,
}

impl Scale {
    fn up_to(highest: f64) -> Scale {
        let rough = (highest.max(1e-12)) / 4.0;
        let power = 10_f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= rough).unwrap_or(10.0 * power);
        Scale { step, steps: (highest / step).ceil().max(1.0) as u32 }
    }

    fn ticks(&self) -> Vec<f64> {
        (0..=self.steps).map(|i| self.step * f64::from(i)).collect()
    }

    fn y(&self, value: f64) -> f64 {
        let height = HEIGHT - TOP - BOTTOM;
        TOP + height - height * value / (self.step * f64::from(self.steps))
    }
}

/// A number on an axis: `1.5k`, `20M`, `0.25`.
fn short(value: f64) -> String {
    let (scaled, unit) = match value.abs() {
        v if v >= 1e9 => (value / 1e9, "B"),
        v if v >= 1e6 => (value / 1e6, "M"),
        v if v >= 1e4 => (value / 1e3, "k"),
        _ => (value, ""),
    };
    let text = if scaled.abs() >= 100.0 { format!("{scaled:.0}") } else { format!("{scaled:.2}") };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        for (highest, ticks) in [
            (10.0, vec![0.0, 5.0, 10.0]),
            (7.0, vec![0.0, 2.0, 4.0, 6.0, 8.0]),
            (1000.0, vec![0.0, 500.0, 1000.0]),
            (0.0, vec![0.0, 5e-13]),
        ] {
            assert_eq!(Scale::up_to(highest).ticks(), ticks, "{highest}");
        }
    }

    #[test]
    fn numbers_on_axes_are_short() {
        for (value, text) in
            [(0.0, "0"), (0.25, "0.25"), (5.0, "5"), (1500.0, "1500"), (20_000.0, "20k"), (1.5e6, "1.5M"), (2e9, "2B")]
        {
            assert_eq!(short(value), text);
        }
    }
}
