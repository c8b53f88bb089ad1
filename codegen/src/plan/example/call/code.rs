//! Code of an example, and how it is broken into lines.

/// How much of a line a page of rustdoc shows.
const WIDTH: usize = 70;

/// Code that can be broken into lines.
#[derive(Debug, Clone)]
pub(super) enum Code {
    Text(String),
    /// Items between what opens and what closes.
    Group([String; 2], Vec<Self>),
    /// A value, and what is set in it.
    Chain(Box<Self>, Vec<(String, Self)>),
}

impl Code {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn call(function: String, arguments: Vec<Self>) -> Self {
        Self::Group([format!("{function}("), ")".to_owned()], arguments)
    }

    /// Items in brackets, unless there is none, of which nobody could tell the type.
    pub(super) fn list(opening: &str, items: Vec<Self>) -> Option<Self> {
        (!items.is_empty()).then(|| Self::Group([opening.to_owned(), "]".to_owned()], items))
    }

    /// A reference to it.
    pub(super) fn lent(&self) -> Self {
        Self::Text(format!("&{}", self.flat()))
    }

    /// The lines of a statement: some words such as `let body = `, the code, and what ends it.
    pub(super) fn statement(&self, words: &str, end: &str) -> Vec<String> {
        let text = self.broken((words.chars().count(), end.chars().count()), 0);
        format!("{words}{text}{end}").lines().map(str::to_owned).collect()
    }

    /// The code on one line.
    fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Group([open, close], items) => {
                let items: Vec<String> = items.iter().map(Self::flat).collect();
                format!("{open}{}{close}", items.join(", "))
            }
            Self::Chain(start, calls) => {
                let calls = calls.iter().map(|(setter, value)| format!(".{setter}({})", value.flat()));
                format!("{}{}", start.flat(), calls.collect::<String>())
            }
        }
    }

    /// The code on as many lines as it needs, where something stands before it and something after it, on a line that is
    /// indented so far.
    fn broken(&self, around: (usize, usize), indent: usize) -> String {
        let whole = self.flat();
        if indent + around.0 + whole.chars().count() + around.1 <= WIDTH {
            return whole;
        }
        let (edge, inner) = (" ".repeat(indent), " ".repeat(indent + 4));
        match self {
            Self::Text(text) => text.clone(),
            Self::Group([open, close], items) => {
                let lines: String = items
                    .iter()
                    .map(|item| format!("{inner}{},\n", item.broken((0, 1), indent + 4)))
                    .collect();
                format!("{open}\n{lines}{edge}{close}")
            }
            Self::Chain(start, calls) => {
                let start = start.broken((around.0, 0), indent);
                // Below what is on several lines, calls begin where that does.
                let (deeper, edge) = if start.contains('\n') { (0, edge) } else { (4, inner) };
                let calls = calls.iter().map(|(setter, value)| {
                    let value = value.broken((setter.chars().count() + 2, 1), indent + deeper);
                    format!("\n{edge}.{setter}({value})")
                });
                format!("{start}{}", calls.collect::<String>())
            }
        }
    }
}
