//! Pages that stand on their own: one HTML file with its style and its plots, which asks the network for nothing and runs
//! no script. A browser is told so by the page's content security policy.
//!
//! All text goes through [`escaped`]: names in a log were written by others.

pub mod plot;

use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");
/// Nothing may be loaded, run, sent or framed in; only the page's own style counts.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Text as HTML, in elements and in quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// How something is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Plain,
    Good,
    Warn,
    Bad,
}

impl Mood {
    const fn class(self) -> &'static str {
        match self {
            Mood::Plain => "",
            Mood::Good => "good",
            Mood::Warn => "warn",
            Mood::Bad => "bad",
        }
    }
}

/// A figure that stands at the top.
pub struct Tile {
    pub label: String,
    pub value: String,
    pub mood: Mood,
}

impl Tile {
    pub fn new(label: &str, value: impl Into<String>, mood: Mood) -> Tile {
        Tile { label: label.to_owned(), value: value.into(), mood }
    }
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    class: String,
    /// Shown when the pointer rests on it: how the number came about.
    title: String,
    /// A bar of this share of the cell's width.
    bar: Option<f64>,
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), class: String::new(), title: String::new(), bar: None }
    }

    /// Text of some length: to the left, in several lines.
    pub fn wrapped(text: impl Into<String>) -> Cell {
        Cell { class: "wrap".to_owned(), ..Cell::new(text) }
    }

    /// Text to the left.
    pub fn left(text: impl Into<String>) -> Cell {
        Cell { class: "l".to_owned(), ..Cell::new(text) }
    }

    pub fn mood(mut self, mood: Mood) -> Cell {
        self.class = format!("{} {}", self.class, mood.class());
        self
    }

    /// Says how the number came about.
    pub fn title(mut self, title: impl Into<String>) -> Cell {
        self.title = title.into();
        self
    }

    pub fn bar(mut self, share: f64) -> Cell {
        self.bar = Some(share.clamp(0.0, 1.0));
        self
    }

    /// A ground that is the darker the larger the share; a zero steps back.
    pub fn heat(mut self, share: f64) -> Cell {
        let step = (share.clamp(0.0, 1.0).sqrt() * 5.0).ceil() as u8;
        self.class = if step == 0 { "zero".to_owned() } else { format!("h{step}") };
        self
    }
}

/// A table.
#[derive(Default)]
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
    sum: Option<Vec<Cell>>,
}

impl Table {
    pub fn new(head: &[&str]) -> Table {
        Table { head: head.iter().map(|name| (*name).to_owned()).collect(), ..Table::default() }
    }

    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// The last row, which sums up the others.
    pub fn sum(&mut self, cells: Vec<Cell>) {
        self.sum = Some(cells);
    }

    fn html(&self) -> String {
        let mut out = String::from("<div class=\"scroll\"><table>\n<thead><tr>");
        let lefts = |i: usize| {
            self.rows.first().and_then(|row| row.get(i)).is_some_and(|cell| cell.class.starts_with(['l', 'w']))
        };
        for (i, name) in self.head.iter().enumerate() {
            let class = if lefts(i) { " class=\"l\"" } else { "" };
            let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escaped(name));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        let rows = self.rows.iter().map(|row| (row, "")).chain(self.sum.iter().map(|row| (row, " class=\"sum\"")));
        for (row, class) in rows {
            let _ = write!(out, "<tr{class}>");
            row.iter().for_each(|cell| cell.html(&mut out));
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        out
    }
}

impl Cell {
    fn html(&self, out: &mut String) {
        let attribute = |name: &str, value: &str| match value.trim() {
            "" => String::new(),
            value => format!(" {name}=\"{}\"", escaped(value)),
        };
        let _ = write!(out, "<td{}{}>", attribute("class", &self.class), attribute("title", &self.title));
        out.push_str(&escaped(&self.text));
        if let Some(share) = self.bar {
            let width = share * 100.0;
            let _ = write!(
                out,
                "<svg width=\"100\" height=\"8\" aria-hidden=\"true\"><rect class=\"f2\" width=\"{width:.1}\" height=\"8\" rx=\"2\"/></svg>"
            );
        }
        out.push_str("</td>");
    }
}

/// A page in the making.
pub struct Page {
    title: String,
    lead: String,
    tiles: String,
    body: String,
    /// Anchors and titles of the sections.
    sections: Vec<(String, String)>,
}

impl Page {
    pub fn new(title: &str, lead: &str) -> Page {
        Page {
            title: title.to_owned(),
            lead: lead.to_owned(),
            tiles: String::new(),
            body: String::new(),
            sections: Vec::new(),
        }
    }

    pub fn tiles(&mut self, tiles: &[Tile]) {
        self.tiles.push_str("<ul class=\"tiles\">\n");
        for Tile { label, value, mood } in tiles {
            let (label, value) = (escaped(label), escaped(value));
            let _ = writeln!(self.tiles, "<li><b class=\"{}\">{value}</b><span>{label}</span></li>", mood.class());
        }
        self.tiles.push_str("</ul>\n");
    }

    pub fn section(&mut self, title: &str, note: &str) {
        let id = format!("s{}", self.sections.len() + 1);
        let _ = writeln!(self.body, "<h2 id=\"{id}\">{}</h2>", escaped(title));
        if !note.is_empty() {
            let _ = writeln!(self.body, "<p class=\"note\">{}</p>", escaped(note));
        }
        self.sections.push((id, title.to_owned()));
    }

    pub fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.body, "<p>{}</p>", escaped(text));
    }

    pub fn notice(&mut self, mood: Mood, lines: &[String]) {
        let items: String = lines.iter().map(|line| format!("<li>{}</li>", escaped(line.trim()))).collect();
        let _ = writeln!(self.body, "<div class=\"notice {}\"><ul>{items}</ul></div>", mood.class());
    }

    pub fn table(&mut self, table: &Table) {
        self.body.push_str(&table.html());
    }

    pub fn figure(&mut self, plot: &plot::Plot, caption: &str) {
        let caption = escaped(caption);
        let _ = writeln!(self.body, "<figure>{}{}<figcaption>{caption}</figcaption></figure>", plot.legend, plot.svg);
    }

    /// The whole page.
    pub fn finish(self, footer: &str) -> String {
        let Page { title, lead, tiles, body, sections } = self;
        let nav: String =
            sections.iter().map(|(id, title)| format!("<a href=\"#{id}\">{}</a>", escaped(title))).collect();
        let (title, lead, footer) = (escaped(&title), escaped(&lead), escaped(footer));
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<header>\n<h1>{title}</h1>\n<p class=\"lead\">{lead}</p>\n{tiles}<nav>{nav}</nav>\n</header>\n\
             {body}<footer>{footer}</footer>\n</main>\n</body>\n</html>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_log_becomes_markup() {
        let evil = "</td><script>alert(1)</script>\" onload='x'\u{1b}";
        let mut page = Page::new(evil, evil);
        page.tiles(&[Tile::new(evil, evil, Mood::Bad)]);
        page.section(evil, evil);
        page.notice(Mood::Warn, &[evil.to_owned()]);
        let mut table = Table::new(&[evil]);
        table.row(vec![Cell::new(evil).title(evil)]);
        page.table(&table);
        let days = vec![(evil.to_owned(), vec![1])];
        page.figure(&plot::stacked(evil, &[(evil.to_owned(), 0)], &days), evil);
        page.figure(
            &plot::lines(evil, evil, evil, &[plot::Line::new(evil, 0, vec![(0.0, 1.0), (1.0, 2.0)])], &[]),
            evil,
        );
        let html = page.finish(evil);
        assert!(!html.contains("<script") && !html.contains("\" onload") && !html.contains('\u{1b}'));
        assert_eq!(html.matches("&lt;script&gt;").count(), html.matches("alert(1)").count());
    }

    #[test]
    fn a_page_asks_the_network_for_nothing() {
        let html = Page::new("a", "b").finish("c");
        for sign in ["http://", "https://", "url(", "@import", "<script", "<link", "<img", "<iframe", "src="] {
            let found = html.match_indices(sign).any(|(at, _)| !html[at..].starts_with("src 'unsafe"));
            assert!(!found, "{sign}");
        }
        assert!(html.contains("default-src 'none'"));
    }
}
