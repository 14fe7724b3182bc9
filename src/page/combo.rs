//! An editable combobox with a list, after the WAI-ARIA pattern. What the rows
//! are and what a choice does is its owner's.

use super::h::{El, On, el};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlInputElement, KeyboardEvent};
use yew::{Callback, TargetCast};

/// A field with its list.
pub struct Combo {
    /// Of the field; of the list with `-list` behind it.
    id: &'static str,
    tell: Callback<Msg>,
    open: bool,
    active: Option<usize>,
}

/// What happens in a field or its list.
pub enum Msg {
    /// Another text in the field.
    Input(Event),
    /// A key in the field.
    Key(Event),
    /// The focus leaves.
    Blur(Event),
    /// The field was pressed.
    Press(Event),
    /// A row was pressed.
    Choose(usize),
}

/// What follows for the owner.
pub enum Told {
    /// Nothing.
    Nothing,
    /// The text is now this one.
    Typed(String),
    /// This row is chosen, and the list closed.
    Chosen(usize),
    /// Escape, while the list was closed or empty: the text is to go.
    Cleared,
    /// The focus left without a choice.
    Left,
}

/// One row of the list.
pub struct Row {
    /// What it stands for.
    pub name: String,
    /// More about it; may be empty.
    pub about: String,
}

/// What a field says of itself.
pub struct Field {
    /// Its name, visible as a label of its own or not at all.
    pub label: &'static str,
    /// Whether the name is only for those who hear it.
    pub hears: bool,
    /// What stands in it.
    pub text: String,
    /// What stands in it as long as it is empty.
    pub placeholder: &'static str,
    /// The element that says more.
    pub described_by: Option<&'static str>,
    /// What is said where the text fits nothing, unless somebody else says it.
    pub missed: Option<String>,
}

impl Combo {
    /// A closed list; tells what happens.
    pub fn new(id: &'static str, tell: Callback<Msg>) -> Combo {
        Combo { id, tell, open: false, active: None }
    }

    /// Whether the list is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Something happened while the list had so many rows.
    pub fn update(&mut self, count: usize, msg: Msg) -> Told {
        match msg {
            Msg::Input(event) => {
                (self.open, self.active) = (true, None);
                Told::Typed(event.target_unchecked_into::<HtmlInputElement>().value())
            }
            Msg::Key(event) => self.key(count, event.unchecked_ref()),
            Msg::Blur(event) => {
                let into = event
                    .unchecked_ref::<FocusEvent>()
                    .related_target()
                    .and_then(|to| to.dyn_into::<web_sys::Element>().ok());
                let within = into.and_then(|to| to.closest(".combo").ok().flatten());
                if within.is_some_and(|combo| combo.get_attribute("data-combo").as_deref() == Some(self.id)) {
                    return Told::Nothing;
                }
                self.close();
                Told::Left
            }
            Msg::Press(event) => {
                self.open = !self.open;
                if self.open {
                    // What is typed next takes the place of the choice.
                    event.target_unchecked_into::<HtmlInputElement>().select();
                }
                Told::Nothing
            }
            Msg::Choose(at) => {
                self.close();
                Told::Chosen(at)
            }
        }
    }

    fn close(&mut self) {
        (self.open, self.active) = (false, None);
    }

    fn key(&mut self, count: usize, event: &KeyboardEvent) -> Told {
        let mut told = Told::Nothing;
        match event.key().as_str() {
            // The first press of an arrow opens the list of a field that shows a choice.
            "ArrowDown" if count > 0 => {
                (self.open, self.active) = (true, Some(self.active.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                let at = self.active.map_or(count - 1, |at| (at + count - 1) % count);
                (self.open, self.active) = (true, Some(at));
            }
            "Enter" if self.open && count > 0 => {
                told = Told::Chosen(self.active.unwrap_or(0).min(count - 1));
                self.close();
            }
            "Escape" => {
                // First the list, then the text.
                if !(self.open && count > 0) {
                    told = Told::Cleared;
                }
                self.close();
                event.stop_propagation();
            }
            _ => return Told::Nothing,
        }
        event.prevent_default();
        told
    }

    fn on(&self, msg: fn(Event) -> Msg) -> Callback<Event> {
        let tell = self.tell.clone();
        Callback::from(move |event| tell.emit(msg(event)))
    }

    /// Label, field and list. `beside` stands next to the field.
    pub fn view(&self, field: Field, rows: &[Row], beside: Option<El>) -> El {
        let id = self.id;
        let shown = self.open && !rows.is_empty();
        let input = el("input")
            .attr("id", id)
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .truth("aria-expanded", shown)
            .set("aria-controls", format!("{id}-list"))
            .attr("aria-autocomplete", "list")
            .attr_if("aria-describedby", field.described_by)
            .maybe("aria-activedescendant", self.active.filter(|_| shown).map(|at| format!("{id}-{at}")))
            .attr("placeholder", field.placeholder)
            .value(field.text)
            .on(On::Input, self.on(Msg::Input))
            .on(On::Click, self.on(Msg::Press))
            .on(On::KeyDown, self.on(Msg::Key))
            .on(On::Blur, self.on(Msg::Blur));
        // Announced, and seen, only where a text fits nothing.
        let none = self.open && rows.is_empty();
        let missed = el("p").class(if none { "combo-none" } else { "visually-hidden" });
        let missed = field
            .missed
            .map(|text| missed.attr("role", "status").string(if none { text } else { String::new() }));
        let list = el("ul")
            .set("id", format!("{id}-list"))
            .attr("role", "listbox")
            .attr("aria-label", field.label)
            .flag("hidden", !shown)
            .els(rows.iter().enumerate().filter(|_| shown).map(|(at, row)| self.row(row, at)));
        let label = el("label").attr("for", id).class(if field.hears { "visually-hidden" } else { "" });
        el("div")
            .class("combo")
            .attr("data-combo", id)
            .el(label.text(field.label))
            .el(el("div").class("combo-field").el(input).el_if(beside))
            .el(list)
            .el_if(missed)
    }

    fn row(&self, row: &Row, at: usize) -> El {
        // The press would take the focus from the field and close the list before the click.
        let keep = Callback::from(|event: Event| event.prevent_default());
        let tell = self.tell.clone();
        let about = (!row.about.is_empty()).then(|| el("span").class("fine").text(" ").str(&row.about));
        el("li")
            .set("id", format!("{}-{at}", self.id))
            .attr("role", "option")
            .truth("aria-selected", self.active == Some(at))
            .on(On::MouseDown, keep)
            .on(On::Click, Callback::from(move |_| tell.emit(Msg::Choose(at))))
            .el(el("bdi").str(&row.name))
            .el_if(about)
    }
}
