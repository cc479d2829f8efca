//! Figures typed by hand: earlier years, and what no record holds.

use diesel::prelude::*;

/// A figure typed by hand.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::yearly_figures, treat_none_as_default_value = false)]
pub struct YearlyFigureRow {
    /// The id in the database.
    pub id: i64,
    /// The year.
    pub year: i32,
    /// The id of a figure of the report, or a key that begins with `manual.`.
    pub figure: String,
    /// The value.
    pub value: f64,
    /// Where it comes from.
    pub source: Option<String>,
}

/// The same as people keep it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::yearly_figures, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct TypedFigure {
    /// The year.
    pub year: i32,
    /// The id of a figure of the report, or a key that begins with `manual.`.
    pub figure: String,
    /// The value.
    pub value: f64,
    /// Where it comes from.
    pub source: Option<String>,
}
