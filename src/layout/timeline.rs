//! Bars over time: a scale of days, rows in groups, an axis of years, and
//! labels of marked days that never overlap ([`flags`]).
//!
//! Wide: two columns of names on the left, the group's and the row's. Narrow:
//! names stand above their bars, so that the whole width is time.

pub mod flags;

use crate::dates::Day;

/// What is to be laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Width to fill.
    pub width_px: f32,
    /// First and last day shown.
    pub window_day: (i32, i32),
    /// Groups from the top: lines of the heading, and of each row's name.
    pub groups: Vec<(usize, Vec<usize>)>,
    /// Marked days from the left.
    pub flags: Vec<flags::Flag>,
    /// Width of the year "2000".
    pub year_px: f32,
}

/// Sizes that depend on the width alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Names stand above their bars.
    pub narrow: bool,
    /// Size of the type.
    pub type_px: f32,
    /// Distance between lines.
    pub line_px: f32,
    /// Left edge and width of the headings of groups.
    pub group_px: [f32; 2],
    /// Left edge and width of the names of rows.
    pub name_px: [f32; 2],
    /// Left and right edge of the time.
    pub field_px: [f32; 2],
    /// Widest label of a marked day.
    pub flag_px: f32,
    /// Most lines of such a label.
    pub flag_lines: usize,
    /// Rows of such labels.
    pub flag_lanes: usize,
}

impl Measures {
    /// For a width of the picture.
    pub fn of(width_px: f32) -> Measures {
        let narrow = width_px < 640.0;
        if narrow {
            let width = width_px.max(280.0);
            return Measures {
                narrow,
                type_px: 12.0,
                line_px: 15.0,
                group_px: [0.0, width],
                name_px: [0.0, width],
                field_px: [4.0, width - 8.0],
                flag_px: width * 0.42,
                flag_lines: 3,
                flag_lanes: 3,
            };
        }
        let group = (60.0 + width_px * 0.075).min(160.0);
        let name = (50.0 + width_px * 0.16).min(270.0);
        let gap = 14.0;
        Measures {
            narrow,
            type_px: 13.0,
            line_px: 16.0,
            group_px: [0.0, group],
            name_px: [group + gap, name],
            field_px: [group + name + 2.0 * gap, width_px - 14.0],
            // Where time is short, labels are narrow and high: they cover fewer stems.
            flag_px: if width_px < 1_000.0 { 118.0 } else { 190.0 },
            flag_lines: if width_px < 1_000.0 { 3 } else { 2 },
            flag_lanes: 4,
        }
    }
}

/// Days to px and back.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    /// Left edge, where the first day begins.
    pub left_px: f32,
    /// Right edge, where the last day ends.
    pub right_px: f32,
    /// First day.
    pub first_day: i32,
    /// Last day, included.
    pub last_day: i32,
}

impl Scale {
    /// Where a day begins, within the edges.
    pub fn x(&self, day: Day) -> f32 {
        let day = day.0.clamp(self.first_day, self.last_day + 1) - self.first_day;
        self.left_px + day as f32 * self.px_per_day()
    }

    /// Where a day ends.
    pub fn x_after(&self, day: Day) -> f32 {
        self.x(day.plus_days(1))
    }

    /// The day at a place, within the window.
    pub fn day(&self, x: f32) -> Day {
        let days = ((x - self.left_px) / self.px_per_day()).floor() as i32;
        Day(self.first_day.saturating_add(days).clamp(self.first_day, self.last_day))
    }

    /// Width of a day.
    pub fn px_per_day(&self) -> f32 {
        (self.right_px - self.left_px) / (self.last_day - self.first_day + 1).max(1) as f32
    }
}

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Days to px.
    pub scale: Scale,
    /// What it took.
    pub height_px: f32,
    /// Of each marked day: its label, if there is room.
    pub flags: Vec<Option<flags::Place>>,
    /// Where ticks of marked days stand: top and bottom.
    pub tick_px: [f32; 2],
    /// Baseline of the years above the rows, and below them.
    pub axis_px: [f32; 2],
    /// Baseline of the label of the date.
    pub date_px: f32,
    /// Top and bottom of the rows: lines across all rows run between them.
    pub rows_px: [f32; 2],
    /// Of each group: top, and of each of its rows the top and the middle of its bar.
    pub groups: Vec<(f32, Vec<[f32; 2]>)>,
    /// Days at which a line and a label of the axis stand: the day, and its year
    /// or, where there is room for months, its month.
    pub ticks: Vec<Tick>,
}

/// A line of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The day that begins there.
    pub day: Day,
    /// Begins a year.
    pub year: bool,
    /// Has room for a label.
    pub labelled: bool,
}

/// Most height of a bar.
pub const BAR_PX: f32 = 10.0;

/// Lays a request out.
pub fn layout(request: &Request) -> Layout {
    let measures = Measures::of(request.width_px);
    let [left, right] = measures.field_px;
    let (first, last) = request.window_day;
    let scale = Scale { left_px: left, right_px: right, first_day: first, last_day: last.max(first) };
    let (flags, band) = flags::place(&request.flags, &measures);
    let mut layout = Layout { scale, flags, ..Layout::default() };
    layout.tick_px = [band, band + 7.0];
    layout.axis_px[0] = band + 7.0 + 14.0;
    layout.date_px = layout.axis_px[0] + 18.0;
    let mut y = layout.date_px + 8.0;
    layout.rows_px[0] = y;
    for (heading, rows) in &request.groups {
        let top = y;
        y += if measures.narrow { 8.0 + *heading as f32 * measures.line_px } else { 5.0 };
        let mut places = Vec::with_capacity(rows.len());
        for &lines in rows {
            let text = lines as f32 * measures.line_px;
            if measures.narrow {
                places.push([y, y + text + 3.0 + BAR_PX / 2.0]);
                y += text + BAR_PX + 8.0;
            } else {
                let height = text.max(BAR_PX) + 3.0;
                places.push([y, y + height / 2.0]);
                y += height;
            }
        }
        if !measures.narrow {
            y = y.max(top + 8.0 + *heading as f32 * measures.line_px) + 4.0;
        }
        layout.groups.push((top, places));
    }
    layout.rows_px[1] = y + 2.0;
    layout.axis_px[1] = y + 18.0;
    layout.height_px = y + 26.0;
    layout.ticks = ticks(&scale, request.year_px);
    layout
}

/// Years, as many with a label as there is room for; months where a year is wide.
fn ticks(scale: &Scale, year_px: f32) -> Vec<Tick> {
    let mut out = Vec::new();
    let (Some((from, ..)), Some((to, ..))) = (Day(scale.first_day).ymd(), Day(scale.last_day).ymd()) else {
        return out;
    };
    let room = year_px + 10.0;
    let year = scale.px_per_day() * 365.25;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|&step| year * step as f32 >= room).unwrap_or(100);
    // Months have longer names than years: a label needs about twice the room.
    let months = [1, 3, 6].into_iter().find(|&months| year * months as f32 / 12.0 >= room * 2.2);
    for of_year in from..=to.min(from + 1_000) {
        for month in 0..12 {
            let begins_year = month == 0;
            if !begins_year && months.is_none_or(|months| month % months != 0) {
                continue;
            }
            let Some(day) = Day::from_ymd(of_year, month + 1, 1) else { continue };
            let x = scale.x(day);
            if day.0 < scale.first_day || day.0 > scale.last_day {
                continue;
            }
            let fits = x + room <= scale.right_px + 10.0;
            let labelled = fits && (!begins_year || of_year % step == 0);
            out.push(Tick { day, year: begins_year, labelled });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_is_where_it_is_drawn(first in -20_000i32..20_000, days in 0i32..40_000, at in 0.0f32..1.0, width in 300f32..2_000.) {
            let scale = Scale { left_px: 10.0, right_px: width, first_day: first, last_day: first + days };
            let day = Day(first + (days as f32 * at) as i32);
            let middle = f32::midpoint(scale.x(day), scale.x_after(day));
            // Days narrower than a rounding error of f32 may be one off.
            prop_assert!((scale.day(middle).0 - day.0).abs() <= 1);
            prop_assert!(scale.x(day) >= 10.0 && scale.x_after(day) <= width + 0.01);
            prop_assert!((scale.x(Day::MIN) - 10.0).abs() < 0.01);
            prop_assert!((scale.x(Day::MAX) - width).abs() < 0.01);
        }

        #[test]
        fn labels_of_the_axis_keep_apart(first in -3_000i32..20_000, days in 20i32..20_000, width in 300f32..1_600.) {
            let scale = Scale { left_px: 0.0, right_px: width, first_day: first, last_day: first + days };
            let labelled: Vec<f32> =
                ticks(&scale, 32.0).iter().filter(|tick| tick.labelled).map(|tick| scale.x(tick.day)).collect();
            prop_assert!(labelled.windows(2).all(|pair| pair[1] - pair[0] >= 41.0), "{:?}", labelled);
        }
    }
}
