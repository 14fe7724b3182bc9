//! What the reader chose in one view and no other view needs: how the timeline
//! is grouped and how far it is zoomed, how the matrix is ordered, what the
//! table shows. One part of the state, with the keys of its own.

use super::DateChoice;
use super::net::{Net, NetAction};
use crate::query::table::{Column, Grouping, SortKey};

/// The keys of this part, in the order in which they are written.
pub const KEYS: [&str; 8] = ["years", "group", "window", "order", "cols", "sort", "find", "page"];

/// Longest text to find in the table, in characters; longer input is cut.
pub const FIND_MAX: usize = 100;
/// Most columns to sort by; the last ones are dropped.
pub const SORT_MAX: usize = 4;
/// Last page of a table that an address can name.
const PAGE_MAX: u32 = 9_999;

/// Choices of single views.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// `years`: small pictures, one for each year, in place of the one picture.
    pub years: bool,
    /// `group`: the timeline by service; else by catalogue.
    pub by_service: bool,
    /// `group`: the table in groups.
    pub table_group: Option<Grouping>,
    /// `window`: the part of time that the timeline shows; all of it if absent.
    pub window: Option<DateChoice>,
    /// `order` of the matrix.
    pub order: Order,
    /// `cols` of the table; the usual ones if empty.
    pub columns: Vec<Column>,
    /// `sort` of the table; by its start if empty.
    pub sort: Vec<SortKey>,
    /// `find`: a text that the rows of the table hold.
    pub find: String,
    /// `page` of the table, from 1.
    pub page: u32,
    /// Choices of the network.
    pub net: Net,
}

/// In which order the matrix stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What is alike stands together.
    #[default]
    Blocks,
    /// By name.
    Name,
    /// By how much each has.
    Count,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 3] = [Order::Blocks, Order::Name, Order::Count];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        ["blocks", "name", "count"][self as usize]
    }
}

/// What can happen to these choices. Each sets something; none toggles but where it says so.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewAction {
    /// Small pictures of each year, or the one picture.
    Years(bool),
    /// The picture of a year: its last day.
    Year(i32),
    /// The timeline by service, or by catalogue.
    ByService(bool),
    /// The part of time shown; `None`: all of it.
    Window(Option<DateChoice>),
    /// The order of the matrix.
    Order(Order),
    /// Sort the table by this column alone; downwards if it was upwards (toggles).
    SortBy(Column),
    /// The same, behind the columns that it is sorted by already (toggles).
    SortAlso(Column),
    /// The same first column, and behind it this one alone, upwards; or none.
    SortThen(Option<Column>),
    /// Show a column, or not (toggles). The last one stays.
    Column(Column),
    /// The usual columns.
    UsualColumns,
    /// The table in groups, or in one.
    TableGroup(Option<Grouping>),
    /// Only rows that hold this text.
    Find(String),
    /// A page of the table, from 1.
    Page(u32),
    /// In the network.
    Net(NetAction),
}

impl Views {
    /// Carries an action out; whether it is a step for the history, and not one
    /// of many small moves.
    pub(super) fn reduce(&mut self, action: &ViewAction) -> bool {
        match action {
            ViewAction::Years(years) => {
                self.years = *years;
                return true;
            }
            // The date is not of this part: see where it is called.
            ViewAction::Year(_) => {
                self.years = false;
                return true;
            }
            ViewAction::ByService(by_service) => self.by_service = *by_service,
            ViewAction::Window(window) => self.window.clone_from(window),
            ViewAction::Order(order) => self.order = *order,
            ViewAction::SortBy(column) => {
                let descending = matches!(self.sorted(), [only] if *only == SortKey::up(*column));
                self.sort = vec![SortKey { column: *column, descending }];
                self.page = 0;
            }
            ViewAction::SortAlso(column) => {
                self.sort = self.sorted().to_vec();
                match self.sort.iter_mut().find(|key| key.column == *column) {
                    Some(key) => key.descending = !key.descending,
                    None => self.sort.push(SortKey::up(*column)),
                }
                self.sort.truncate(SORT_MAX);
                self.page = 0;
            }
            ViewAction::SortThen(column) => {
                let first = self.sorted().first().copied();
                let then = column
                    .map(SortKey::up)
                    .filter(|key| first.is_none_or(|first| first.column != key.column));
                self.sort = first.into_iter().chain(then).collect();
                self.page = 0;
            }
            ViewAction::Column(column) => self.toggle(*column),
            ViewAction::UsualColumns => self.columns.clear(),
            ViewAction::TableGroup(group) => {
                self.table_group = *group;
                self.page = 0;
            }
            ViewAction::Find(text) => {
                self.find = text.chars().take(FIND_MAX).collect();
                self.page = 0;
            }
            ViewAction::Page(page) => self.page = checked_page(*page),
            ViewAction::Net(action) => {
                self.net.reduce(action);
                // Pushing marks about is no step of a way.
                return !matches!(action, NetAction::Pin(_) | NetAction::Release(_));
            }
        }
        // Equal choices have equal addresses.
        if self.sort == SortKey::USUAL {
            self.sort.clear();
        }
        false
    }

    /// What the table is sorted by.
    pub fn sorted(&self) -> &[SortKey] {
        if self.sort.is_empty() { &SortKey::USUAL } else { &self.sort }
    }

    /// The columns that the table shows, in their order.
    pub fn shown_columns(&self) -> &[Column] {
        if self.columns.is_empty() { &Column::USUAL } else { &self.columns }
    }

    /// Columns stand in the order of the whole list, so that equal choices have equal addresses.
    fn toggle(&mut self, column: Column) {
        let shown = self.shown_columns().to_vec();
        let wanted: Vec<Column> = (Column::ALL.iter().copied())
            .filter(|other| shown.contains(other) != (*other == column))
            .collect();
        if !wanted.is_empty() {
            self.columns = if wanted == Column::USUAL { Vec::new() } else { wanted };
        }
    }

    /// Reads the value of one of [`KEYS`]. Parts that cannot be used are pushed to `bad`.
    pub(super) fn read(&mut self, key: &str, value: &str, bad: &mut Vec<String>) {
        let mut parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
        match key {
            "years" => match value {
                "1" | "true" => self.years = true,
                "0" | "false" | "" => self.years = false,
                _ => bad.push(value.to_string()),
            },
            "group" => {
                (self.by_service, self.table_group) = (false, None);
                for part in parts {
                    match part {
                        "service" => self.by_service = true,
                        "catalogue" => self.by_service = false,
                        _ => match Grouping::from_word(part) {
                            Some(group) => self.table_group = Some(group),
                            None => bad.push(part.to_string()),
                        },
                    }
                }
            }
            "window" if value.is_empty() => self.window = None,
            "window" => match DateChoice::parse(value) {
                Some(window) => self.window = Some(window),
                None => bad.push(value.to_string()),
            },
            "order" => match Order::ALL.into_iter().find(|order| order.word() == value) {
                Some(order) => self.order = order,
                None => bad.push(value.to_string()),
            },
            "cols" => {
                let mut columns = Vec::new();
                for part in parts {
                    match Column::from_word(part) {
                        Some(column) => columns.push(column),
                        None => bad.push(part.to_string()),
                    }
                }
                self.columns =
                    Column::ALL.iter().copied().filter(|column| columns.contains(column)).collect();
                if self.columns == Column::USUAL {
                    self.columns.clear();
                }
            }
            "sort" => {
                self.sort.clear();
                for part in &mut parts {
                    match SortKey::parse(part) {
                        Some(key) if self.sort.iter().all(|other| other.column != key.column) => {
                            self.sort.push(key);
                        }
                        Some(_) => {}
                        None => bad.push(part.to_string()),
                    }
                }
                self.sort.truncate(SORT_MAX);
                if self.sort == SortKey::USUAL {
                    self.sort.clear();
                }
            }
            "find" => self.find = value.chars().take(FIND_MAX).collect(),
            "page" => match value.parse() {
                Ok(page) => self.page = checked_page(page),
                Err(_) if value.is_empty() => self.page = 0,
                Err(_) => bad.push(value.to_string()),
            },
            _ if self.net.read(key, value) => {}
            _ => bad.push(value.to_string()),
        }
    }

    /// The value of one of [`KEYS`].
    pub(super) fn write(&self, key: &str) -> String {
        let mut out = String::new();
        let mut add = |part: &str| {
            if !out.is_empty() {
                out.push(',');
            }
            out.push_str(part);
        };
        match key {
            "years" if self.years => add("1"),
            "years" => add("0"),
            "group" => {
                if self.by_service {
                    add("service");
                }
                if let Some(group) = self.table_group {
                    add(group.word());
                }
            }
            "window" => {
                if let Some(window) = &self.window {
                    add(&window.written());
                }
            }
            "order" => add(self.order.word()),
            "cols" => self.columns.iter().for_each(|column| add(column.word())),
            "sort" => self.sort.iter().for_each(|key| add(&key.written())),
            "find" => add(&self.find),
            "page" if self.page > 1 => add(&self.page.to_string()),
            _ => return self.net.write(key),
        }
        out
    }
}

/// Page 1 is where a table opens: it is kept as 0, like no page at all.
fn checked_page(page: u32) -> u32 {
    if page > 1 { page.min(PAGE_MAX) } else { 0 }
}
