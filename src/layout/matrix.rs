//! A table of cells: catalogues as rows, services as columns, their names beside and above.
//!
//! Rows and columns are put in an order by [`seriation`].

pub mod seriation;

/// What is to be laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Width that there is; the result may be wider, to be scrolled.
    pub width_px: f32,
    /// Lines of each row's name.
    pub rows: Vec<usize>,
    /// Lines of each column's name.
    pub columns: Vec<usize>,
    /// Width of a column that its name needs.
    pub column_px: f32,
}

/// Sizes that depend on the width alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Size of the type.
    pub type_px: f32,
    /// Distance between lines.
    pub line_px: f32,
    /// Widest name of a row; wider ones wrap.
    pub name_px: f32,
    /// Narrowest and widest column.
    pub column_px: [f32; 2],
}

impl Measures {
    /// For a width of the picture.
    pub fn of(width_px: f32) -> Measures {
        if width_px < 480.0 {
            Measures { type_px: 12.0, line_px: 14.0, name_px: 112.0, column_px: [60.0, 104.0] }
        } else {
            Measures { type_px: 13.0, line_px: 16.0, name_px: 210.0, column_px: [64.0, 120.0] }
        }
    }
}

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// What it took; at least what the columns need.
    pub width_px: f32,
    /// What it took.
    pub height_px: f32,
    /// Left edges of the columns, and the right edge of the last.
    pub x_px: Vec<f32>,
    /// Tops of the rows, and the bottom of the last.
    pub y_px: Vec<f32>,
}

/// Least height of a row: a cell is hit with a finger.
pub const ROW_PX: f32 = 24.0;

/// Lays a request out.
pub fn layout(request: &Request) -> Layout {
    let measures = Measures::of(request.width_px);
    let count = request.columns.len();
    let left = measures.name_px + 12.0;
    // Wider where there is room: no column wider than its cells can fill.
    let room = (request.width_px - left) / count.max(1) as f32;
    let column = request.column_px.max(room.min(measures.column_px[1]));
    // Where not all fit, half a column at the edge shows that there are more.
    let seen = (room * count as f32 / column - 0.5).floor() + 0.5;
    let column = if room < column && seen > 1.0 { room * count as f32 / seen } else { column };
    let mut layout = Layout { x_px: Vec::with_capacity(count + 1), ..Layout::default() };
    for at in 0..=count {
        layout.x_px.push(left + at as f32 * column);
    }
    let lines = request.columns.iter().copied().max().unwrap_or(0);
    let mut y = lines as f32 * measures.line_px + 12.0;
    for &lines in &request.rows {
        layout.y_px.push(y);
        y += (lines as f32 * measures.line_px + 6.0).max(ROW_PX);
    }
    layout.y_px.push(y);
    layout.width_px = (left + count as f32 * column).max(request.width_px);
    layout.height_px = y + 4.0;
    layout
}

impl Layout {
    /// The row and the column at a point; nothing beside the cells.
    pub fn cell_at(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let at = |edges: &[f32], value: f32| {
            let place = edges.partition_point(|&edge| edge <= value);
            (place > 0 && place < edges.len()).then(|| place - 1)
        };
        Some((at(&self.y_px, y)?, at(&self.x_px, x)?))
    }
}
