//! Sets of codes kept as child tables with a position, so that their order is kept and each value can be asked for.

/// Makes the row type of a set's table: `Name, table (owner, value: Type)`.
macro_rules! set_table {
    ($(#[$doc:meta])* $name:ident, $table:ident ($owner:ident, $value:ident: $type:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, diesel::Queryable, diesel::Selectable, diesel::Insertable)]
        #[diesel(table_name = crate::db::schema::$table, treat_none_as_default_value = false)]
        pub struct $name {
            /// The row that the set belongs to.
            pub $owner: i64,
            /// The place in the set, from 0.
            pub position: i32,
            /// The value.
            pub $value: $type,
        }

        impl $name {
            /// The rows of one set, in its order.
            pub fn rows(owner: i64, values: Vec<$type>) -> impl Iterator<Item = Self> {
                (0_i32..).zip(values).map(move |(position, value)| Self { $owner: owner, position, $value: value })
            }
        }
    };
}
pub(crate) use set_table;
