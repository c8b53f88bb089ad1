//! The picture of the calls, from login to logout.

use icws_codegen::ir::{Api, Operation};

use super::page::{escaped, in_order};
use super::versions::version;

/// The calls that an agent makes one after another, each with what happens before it. A specification does not say so. When
/// the others may be called is not known.
const ORDER: [(&str, &str); 4] = [
    ("establishPersistentConnection", ""),
    ("readyForCalls", ""),
    ("placePreviewCall", "the server offers a call"),
    ("markCallForFinishing", ""),
];

/// How far the top of a box is below that of the one before.
const STEP: usize = 100;
const HEIGHT: usize = 56;

/// What everything begins with. The tip is that of an arrow.
const DEFINITIONS: &str = "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" \
    markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0 10 5 0 10z\" fill=\"currentColor\"/></marker></defs>";

/// One box under another; whatever may be answered with 401 leads back to the first.
pub(super) fn picture(api: &Api) -> String {
    let (mut ordered, others): (Vec<&Operation>, _) =
        in_order(api).into_iter().partition(|call| place(call).is_some());
    ordered.sort_by_key(|call| place(call));
    let mut drawn = Drawn { svg: String::new(), top: 10, last_call: None };
    drawn.other("Log in", "POST /icws/connection");
    drawn.arrow("");
    drawn.other("Ask which version it has", "GET …/features/dialer");
    for call in &ordered {
        drawn.arrow(place(call).and_then(|place| ORDER.get(place)).map_or("", |(_, before)| before));
        drawn.call(api, call);
    }
    drawn.arrow("");
    drawn.other("Log out", "DELETE /icws/{id}/connection");
    for (index, call) in others.iter().enumerate() {
        if index == 0 {
            drawn.svg.push_str(&label("left", (10, drawn.top - 10), "Other calls:"));
        }
        drawn.call(api, call);
    }
    drawn.back();
    let text = escaped(&told(&ordered, &others));
    format!(
        "<svg class=\"flow\" viewBox=\"0 0 410 {}\" role=\"img\" aria-labelledby=\"flow-title flow-text\" \
         xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"flow-title\">The calls, from login to logout</title>\n\
         <desc id=\"flow-text\">{text}</desc>\n{DEFINITIONS}\n{}</svg>",
        drawn.top, drawn.svg
    )
}

/// Where it stands in their order.
fn place(call: &Operation) -> Option<usize> {
    ORDER.iter().position(|(name, _)| *name == call.name.wire)
}

/// The same in words.
fn told(ordered: &[&Operation], others: &[&Operation]) -> String {
    let names = |calls: &[&Operation], between: &str| {
        calls.iter().map(|call| call.name.wire.as_str()).collect::<Vec<_>>().join(between)
    };
    let mut told = "After the login an application asks which version the server has. ".to_owned();
    if !ordered.is_empty() {
        told.push_str(&format!("Then it calls {}, and logs out. ", names(ordered, ", then ")));
    }
    if !others.is_empty() {
        told.push_str(&format!("Other calls: {}. ", names(others, ", ")));
    }
    told + "Whenever a call is answered with 401, it logs in again, and repeats the call with the new session."
}

/// What is drawn, where the next box begins, and where the way back from the last call does.
struct Drawn {
    svg: String,
    top: usize,
    last_call: Option<usize>,
}

impl Drawn {
    fn other(&mut self, title: &str, small: &str) {
        self.boxed("out", title, small);
    }

    fn call(&mut self, api: &Api, call: &Operation) {
        let middle = self.top + HEIGHT / 2;
        self.last_call = Some(middle);
        self.svg.push_str(&format!("<path class=\"again\" d=\"M298 {middle}H330\"/>\n"));
        self.boxed("in", &escaped(&call.name.wire), &format!("from {}", version(api, call.since)));
    }

    /// The way back from all calls to the first box.
    fn back(&mut self) {
        let Some(last) = self.last_call else { return };
        let way = format!("<path class=\"again\" d=\"M330 {last}V38H303\" marker-end=\"url(#tip)\"/>\n");
        self.svg.push_str(&way);
        for (line, word) in ["401:", "log in", "again,", "then", "repeat", "it"].iter().enumerate() {
            self.svg.push_str(&label("", (340, 100 + 20 * line), word));
        }
    }

    fn boxed(&mut self, class: &str, title: &str, small: &str) {
        let top = self.top;
        // What is too long for its box is drawn narrower.
        let narrow =
            if title.len() > 33 { " textLength=\"274\" lengthAdjust=\"spacingAndGlyphs\"" } else { "" };
        self.svg.push_str(&format!(
            "<g class=\"{class}\"><rect x=\"8\" y=\"{top}\" width=\"290\" height=\"{HEIGHT}\" rx=\"8\"/>\
             <text x=\"153\" y=\"{}\"{narrow}>{title}</text><text class=\"small\" x=\"153\" y=\"{}\">{small}</text></g>\n",
            top + 24,
            top + 44
        ));
        self.top += STEP;
    }

    /// From the last box to the next, with what happens in between.
    fn arrow(&mut self, said: &str) {
        let (from, to) = (self.top + HEIGHT - STEP, self.top - 3);
        let arrow = format!("<path class=\"arrow\" marker-end=\"url(#tip)\" d=\"M153 {from}V{to}\"/>\n");
        self.svg.push_str(&arrow);
        self.svg.push_str(&label("left", (163, self.top - 17), said));
    }
}

fn label(class: &str, (x, y): (usize, usize), text: &str) -> String {
    format!("<text class=\"label {class}\" x=\"{x}\" y=\"{y}\">{text}</text>\n")
}

#[cfg(test)]
mod tests {
    use super::super::SHOWN;
    use super::*;
    use icws_codegen::Spec;

    fn drawn(text: &str) -> String {
        let spec = Spec { path: "shown.yaml", bytes: text.as_bytes() };
        picture(&icws_codegen::generate(spec).expect("it has no mistake").api)
    }

    #[test]
    fn every_call_is_in_the_picture_with_its_version_and_no_other() {
        let picture = drawn(SHOWN);
        let boxes: Vec<&str> = picture.split("<text x=\"153\"").skip(1).collect();
        let texts = boxes.iter().filter_map(|text| text.split(['>', '<']).nth(1));
        let order = ["Log in", "Ask which version it has", "readyForCalls", "placePreviewCall", "Log out"];
        assert_eq!(texts.collect::<Vec<_>>(), [&order[..], &["dropEverything"]].concat(), "{picture}");
        for version in ["from desk 2<", "from desk 3<", "from desk 3 and ledger 2<"] {
            assert!(picture.contains(version), "{version}: {picture}");
        }
        let told =
            "Then it calls readyForCalls, then placePreviewCall, and logs out. Other calls: dropEverything.";
        assert!(picture.contains(told) && picture.contains(">Other calls:<"), "{picture}");
    }

    #[test]
    fn calls_are_in_the_order_of_an_agent_and_what_leads_back_reaches_the_last() {
        let swapped = SHOWN.replace("readyForCalls", "markCallForFinishing");
        let picture = drawn(&swapped);
        let [place, mark, all] = ["placePreviewCall<", "markCallForFinishing<", "dropEverything<"]
            .map(|name| picture.find(name).expect("it is drawn"));
        assert!(place < mark && mark < all, "{picture}");
        assert!(picture.contains("M330 538V38H303"), "{picture}");
        for line in ["y=\"100\">401:<", "y=\"120\">log in<", "y=\"200\">it<"] {
            assert!(picture.contains(line), "{line}: {picture}");
        }
    }

    #[test]
    fn a_long_name_stays_in_its_box() {
        let long = "a".repeat(34);
        assert!(drawn(&SHOWN.replace("dropEverything", &long)).contains(&format!("Glyphs\">{long}<")));
        assert!(drawn(&SHOWN.replace("dropEverything", &long[1..])).contains(&format!("\">{}<", &long[1..])));
        assert!(!drawn(SHOWN).contains("Glyphs"));
    }

    /// The numbers between two texts, wherever those are.
    fn numbers(picture: &str, before: &str, after: &str) -> Vec<usize> {
        let number = |rest: &str| rest.split_once(after)?.0.parse().ok();
        picture.split(before).skip(1).filter_map(number).collect()
    }

    #[test]
    fn arrows_lead_from_box_to_box_and_texts_are_where_they_belong() {
        let picture = drawn(SHOWN);
        let tops = numbers(&picture, "<rect x=\"8\" y=\"", "\"");
        assert_eq!(tops, [10, 110, 210, 310, 410, 510]);
        let ends: Vec<usize> = numbers(&picture, "d=\"M153 ", "V");
        assert_eq!(ends, tops[..4].iter().map(|top| top + HEIGHT).collect::<Vec<_>>());
        let tips =
            picture.split("d=\"M153 ").skip(1).filter_map(|rest| rest.split(['V', '"']).nth(1)?.parse().ok());
        assert_eq!(tips.collect::<Vec<usize>>(), tops[1..5].iter().map(|top| top - 3).collect::<Vec<_>>());
        let titles = numbers(&picture, "<text x=\"153\" y=\"", "\"");
        assert_eq!(titles, tops.iter().map(|top| top + 24).collect::<Vec<_>>());
        let small = numbers(&picture, "<text class=\"small\" x=\"153\" y=\"", "\"");
        assert_eq!(small, tops.iter().map(|top| top + 44).collect::<Vec<_>>());
        let between = numbers(&picture, "<text class=\"label left\" x=\"163\" y=\"", "\"");
        assert_eq!(between, tops[1..5].iter().map(|top| top - 17).collect::<Vec<_>>());
        assert_eq!(numbers(&picture, "x=\"10\" y=\"", "\">Other calls:"), [500]);
        let again = numbers(&picture, "d=\"M298 ", "H330");
        assert_eq!(again, [2, 3, 5].map(|call| tops[call] + HEIGHT / 2));
    }
}
