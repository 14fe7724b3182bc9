//! A grid of small pictures of one size, each with two columns of places that
//! are the same in all of them.

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// What it took.
    pub height_px: f32,
    /// Pictures in a row.
    pub columns: usize,
    /// Left, top, width, height of each cell, in the order of reading.
    pub cells: Vec<[f32; 4]>,
    /// Inside a cell: top and bottom of the field.
    pub field_px: [f32; 2],
    /// Inside a cell: x of the left and of the right places.
    pub side_px: [f32; 2],
}

/// Between two pictures.
const GAP_PX: f32 = 22.0;
/// Least width of a picture.
const LEAST_PX: f32 = 158.0;
/// Above the field: the year, and its numbers.
const HEAD_PX: f32 = 42.0;
/// To the right of the field, for links between two of the right side.
const ARCS_PX: f32 = 26.0;
/// To the left, likewise.
const LEFT_ARCS_PX: f32 = 10.0;

/// Lays out so many cells with so many places on each side.
pub fn layout(width_px: f32, cells: usize, left: usize, right: usize) -> Layout {
    let fit = ((width_px + GAP_PX) / (LEAST_PX + GAP_PX)) as usize;
    let columns = fit.clamp(1, cells.max(1));
    let cell = ((width_px - GAP_PX * (columns - 1) as f32) / columns as f32).max(80.0);
    // High enough to tell places apart, low enough to see several rows at once.
    let most = left.max(right) as f32;
    let field = (most * 3.4).max(90.0).min(cell * 1.1).max(60.0);
    let height = HEAD_PX + field + 8.0;
    let mut out = Layout {
        columns,
        field_px: [HEAD_PX, HEAD_PX + field],
        side_px: [LEFT_ARCS_PX, cell - ARCS_PX],
        ..Layout::default()
    };
    for at in 0..cells {
        let (column, row) = (at % columns, at / columns);
        let left = column as f32 * (cell + GAP_PX);
        let top = 2.0 + row as f32 * (height + GAP_PX);
        out.cells.push([left, top, cell, height]);
        out.height_px = top + height;
    }
    out
}

impl Layout {
    /// The height of a place on a side of so many, inside a cell.
    pub fn y(&self, at: usize, of: usize) -> f32 {
        let [top, bottom] = self.field_px;
        top + (bottom - top) * (at as f32 + 0.5) / of.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fill_the_width_and_never_overlap() {
        for width in [300.0, 390.0, 740.0, 1280.0] {
            let found = layout(width, 17, 45, 17);
            assert_eq!(found.cells.len(), 17);
            for (n, a) in found.cells.iter().enumerate() {
                assert!(a[0] >= 0.0 && a[0] + a[2] <= width + 0.1 && a[1] + a[3] <= found.height_px);
                for b in &found.cells[n + 1..] {
                    let apart = a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0] || a[1] + a[3] <= b[1];
                    assert!(apart);
                }
            }
            assert!(found.y(0, 45) > found.field_px[0] && found.y(44, 45) < found.field_px[1]);
        }
        assert_eq!(layout(740.0, 0, 0, 0).cells, Vec::<[f32; 4]>::new());
    }
}
