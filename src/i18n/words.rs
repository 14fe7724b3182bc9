//! The words of the interface: two structs, a static of each for each language.
//!
//! Texts in braces, such as `{n}`, are filled in by [`fill`]. A bar separates
//! the singular from the plural: [`count`] picks one. A word for each value of
//! a vocabulary stands in a list in the order of its `ALL`.

use super::Locale;
use crate::data::words::{
    Basis, Choice, Confidence, Control, DealType, DisputeResponse, EffectAction, EventKind, Holdings, Layer,
    Level, NameType, PartyKind, PriceKind, Reliability, SourceKind, Stage, Stance, Sublicensing, Unit, View,
};
use crate::rights::Status;
use std::ops::Deref;

macro_rules! vocabulary {
    ($(
        $(#[$outer:meta])*
        $words:ident $(with $late:ident: $of:ty)? { $($name:ident)+ }
        lists { $($(#[$doc:meta])* $list:ident, $function:ident: $kind:ident = $n:literal;)+ }
    )+) => {$(
        $(#[$outer])*
        #[allow(missing_docs, reason = "the English text is the documentation")]
        #[derive(Debug)]
        pub struct $words {
            $(pub $late: fn() -> &'static $of,)?
            $(pub $name: &'static str,)+
            $(pub $list: [&'static str; $n],)+
        }

        impl $words {
            $($(#[$doc])* pub fn $function(&self, value: $kind) -> &'static str {
                self.$list[value as usize]
            })+

            /// Every text with the name of its field.
            #[cfg(test)]
            fn own(&self) -> Vec<(&'static str, &'static str)> {
                let mut all = vec![$((stringify!($name), self.$name)),+];
                $(all.extend(self.$list.iter().map(|text| (stringify!($list), *text)));)+
                all
            }

            /// Of every list its name, its length and how many values it has to name.
            #[cfg(test)]
            fn own_lengths() -> Vec<(&'static str, usize, usize)> {
                vec![$((stringify!($list), $n, <$kind>::ALL.len())),+]
            }
        }
    )+};
}

vocabulary! {
    /// The words that a first view may need, and what failed; all others by [`LateWords`], to which
    /// it gives way: a field that is not here is looked up there.
    Words with late: LateWords {
        // Page.
        theme theme_auto theme_light theme_dark loading loading_part ready failed_title failed_text reload
        retry error_network error_missing error_busy error_timeout error_html error_not_data error_too_large
        error_host error_stopped rest_failed notice_ignored notice_known notice_known_link notice_corrected
        notice_foreign notice_foreign_open open_full_page
        // Ask.
        ask_title ask_sentence ask_party ask_catalogue ask_territory ask_date answer_presumed answer_possible
        answer_exclusive ask_hint
        // Check.
        check_title
        // Search.
        search_ask_filter search_label search_placeholder search_none found_story
        // Filters and views.
        mainland_china filters filter_type filter_exclusivity filter_confidence filter_territory
        filter_country filter_clear_all filter_ownership filter_presume filter_presume_meaning view
        // Date.
        date_title date_label date_hint date_scrubber date_play date_pause date_previous date_next
        date_month_events
        // Graph.
        graph_title graph_keys_hint zoom_in zoom_out zoom_reset pan_left pan_right pan_up pan_down
        column_holders column_services node_label n_deals n_parties legend legend_licence legend_passed_on
        legend_missing_line legend_known legend_presumed legend_possible legend_disputed
        // Empty.
        empty_title empty_day
        // Sentences.
        sum_on sum_count sum_none sum_state sum_exclusive sum_exclusive_all sum_exclusive_none
        sum_not_recordings sum_possible sum_possible_only sum_joints sum_recordings n_licences n_holders
        n_services link_sublicenses link_exclusively link_not_exclusively link_level_unknown link_announced
        link_rumoured link_disputed link_possible list_comma clause
        // Details.
        details details_territory details_date details_exclusivity details_sublicensing details_confidence
        // Dates.
        d_about d_on_or_before d_on d_in d_from d_until d_or_earlier
        // Stories.
        stories
        // Help.
        help_title help_text help_keys key_left_right key_left_right_does key_up_down key_up_down_does
        key_enter key_enter_does key_backspace key_backspace_does key_home_end key_home_end_does key_escape
        key_escape_does key_zoom key_zoom_does
        // Footer.
        and_more footer_source footer_data_as_of footer_built footer_licence_data footer_licence_code
        footer_method footer_authors footer_sources share share_link share_copy download_json show_as_text
    }
    lists {
        /// Type of a deal.
        deal_types, deal_type: DealType = 12;
        /// Kind of an event.
        event_kinds, event_kind: EventKind = 14;
        /// How well a deal is known.
        confidences, confidence: Confidence = 6;
        /// Level of exclusivity.
        levels, level: Level = 4;
        /// What a party is.
        party_kinds, party_kind: PartyKind = 12;
        /// A view.
        view_names, view_name: View = 5;
        /// What an effect does.
        effect_actions, effect_action: EffectAction = 6;
    }
    /// The words that only a second step needs. They come with the second part of the page, as
    /// nothing but [`Words::late`] refers to them.
    LateWords {
        // Page.
        skip_to_content skip_to_graph language findings_title findings_count close back
        // Ask.
        ask_clear answer_yes answer_no answer_yes_meaning answer_presumed_meaning answer_possible_meaning
        answer_no_meaning answer_chain answer_owns answer_owns_perhaps answer_operates answer_missing
        answer_presumes answer_finding answer_never answer_more answer_always colon answer_over_time
        offers_could offers_by offers_where
        // Check.
        check_certain check_possible check_none check_meaning check_touching
        // Search.
        search_clear search_count search_hint found_party found_deal matched_as
        // Filters and views.
        worldwide filter_all filter_clear filters_on
        // Date.
        date_bad date_period date_period_from date_period_to date_period_clear
        // Graph.
        graph_gesture_hint centre_selection column_parties run_by run_by_unknown others_hidden by_catalogue
        by_service legend_ownership legend_joint legend_ended legend_ahead status_not legend_known_meaning
        legend_presumed_meaning legend_possible_meaning legend_disputed_meaning
        // Empty.
        empty_filters empty_loosen empty_focus empty_known empty_dataset empty_opening
        // Sentences.
        sum_between sum_state_strict sum_state_period sum_state_period_strict sum_focus sum_focus_none
        sum_filtered sum_known link_licenses link_swaps link_assigns link_mandates link_settles link_holds
        link_perhaps_exclusively link_solely link_signed link_claimed link_denied link_stage_announced
        link_cancelled link_presumed link_ended link_ahead link_joint list_and list_or undisclosed on_behalf
        unspecified unspecified_several title_licence title_sublicence title_mandate title_swap
        title_assignment title_settlement title_ownership title_merger title_order title_event
        // Details.
        focus_depth details_close details_names details_original details_wrong_names details_kind
        details_country details_founded details_launched details_dissolved details_closed details_operators
        details_operates details_licenses_to details_licenses_from details_other_deals details_none_on_day
        details_identifiers details_note details_type details_from details_to details_participants
        details_owner details_owned details_merged details_successor details_catalogue details_own_catalogue
        details_part_unknown details_layer details_uses details_uses_all use_on_demand use_radio use_stream
        use_download use_user_videos details_except details_start details_end details_term details_announced
        details_signed details_exclusive_from details_carve_outs details_upstream details_continues
        details_replaces details_price details_stake details_control details_authority details_addressees
        details_brokers details_involves details_stage details_status details_effects details_retracted
        details_share details_share_pool details_count_after count_at_least count_at_most count_between
        details_named details_complete details_part details_artists details_not_known details_end_not_known
        claims_title claims_as_of claims_by disputes_title dispute_by evidence_title evidence_none
        evidence_archived evidence_copy_of evidence_corrected_by evidence_owned_by evidence_no_date
        evidence_later how_known price_of price_at_least price_at_most price_between price_per
        // Dates.
        d_unsure d_between d_or_later d_by d_since_ever d_until_notice d_until_latest d_some_time years months
        days
        // Numbers.
        million billion ten_thousand hundred_million
        // Stories.
        story_start story_next story_previous story_leave story_step
        // Table.
        table_caption table_sort table_rows table_download table_copy table_sources
        // Footer.
        footer_corrections footer_contact footer_cite footer_download share_copied share_copy_failed
        share_embed share_embed_plain share_embed_resize share_print share_no_file embed_open embed_picture
        download_json_view download_csv_deals download_csv_parties download_svg download_png download_sandbox
        show_all show_less
    }
    lists {
        /// How far a deal got.
        stages, stage: Stage = 4;
        /// What a word of confidence means.
        confidence_meanings, confidence_meaning: Confidence = 6;
        /// Whether rights may be passed on.
        sublicensings, sublicensing: Sublicensing = 4;
        /// Which right.
        layers, layer: Layer = 3;
        /// What kind of name.
        name_types, name_type: NameType = 10;
        /// What kind of source.
        source_kinds, source_kind: SourceKind = 11;
        /// How evidence relates to its record.
        stances, stance: Stance = 3;
        /// The editor's choice.
        choices, choice: Choice = 4;
        /// How a value was arrived at.
        bases, basis: Basis = 5;
        /// Whether shares give control.
        controls, control: Control = 3;
        /// What a price is.
        price_kinds, price_kind: PriceKind = 9;
        /// The answer to a dispute.
        responses, response: DisputeResponse = 4;
        /// Which holdings are passed on.
        holdings, holdings_word: Holdings = 2;
        /// Reliability of a source.
        reliabilities, reliability: Reliability = 4;
        /// Units; [`count`] picks the form.
        units, unit: Unit = 6;
    }
}

impl Deref for Words {
    type Target = LateWords;

    fn deref(&self) -> &LateWords {
        (self.late)()
    }
}

impl Words {
    /// Every text with the name of its field.
    #[cfg(test)]
    pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
        [self.own(), LateWords::own(self)].concat()
    }

    #[cfg(test)]
    pub(super) fn lengths() -> Vec<(&'static str, usize, usize)> {
        [Words::own_lengths(), LateWords::own_lengths()].concat()
    }

    /// Whether something is in force, in one word; why not says [`crate::query::absence::Absence`].
    pub fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Certain => self.legend_known,
            Status::Presumed => self.legend_presumed,
            Status::Possible => self.legend_possible,
            Status::No => self.status_not,
        }
    }

    /// The answer to a question, in one word (a "no" is a short sentence).
    pub fn answer(&self, status: Status) -> &'static str {
        match status {
            Status::Certain => self.answer_yes,
            Status::Presumed => self.answer_presumed,
            Status::Possible => self.answer_possible,
            Status::No => self.answer_no,
        }
    }
}

/// Replaces `{key}` by its value; what has no value stays as it is.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((key, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        match values.iter().find(|(name, _)| *name == key) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{", key, "}"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Picks singular or plural of `one|many`, and fills in the number as `{n}`.
/// Chinese has one form.
pub fn count(locale: Locale, template: &str, n: usize) -> String {
    let form = match template.split_once('|') {
        Some((one, many)) => {
            if n == 1 {
                one
            } else {
                many
            }
        }
        None => template,
    };
    fill(form, &[("n", &super::number::whole(locale, n as u64))])
}
