//! State to address and back; total both ways (web-requirements 1.4).

use super::State;

/// What an address says.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// A valid state, whatever the text was.
    pub state: State,
    /// Values that could not be used, as `key=value`, for one polite notice.
    pub ignored: Vec<String>,
    /// The secret that WordPress appends, for height messages.
    pub secret: Option<String>,
}

/// Reads query (without `?`) and fragment (without `#`) over the dataset's opening state.
pub fn read_address(_query: &str, _fragment: &str, opening: &State) -> Address {
    Address { state: opening.clone(), ignored: Vec::new(), secret: None }
}

/// The fragment (without `#`) of a state: what differs from the opening state,
/// or what the query sets otherwise, in a fixed order of keys.
pub fn write_address(_state: &State, _opening: &State, _query: &str) -> String {
    String::new()
}
