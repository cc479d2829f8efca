//! Tells cargo what is embedded in the program besides the sources: the migrations.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
