//! Where an export goes: made for its owner only, never over something that is there, and whole or not at all.

use crate::db::new_private_file;
use crate::kernel::error::{Error, Result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// True when the path asks for a workbook.
pub fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}

/// Refuses a file that is there, and a folder with something in it.
///
/// # Errors
/// Says what is in the way.
pub fn refuse_taken(path: &Path) -> Result<()> {
    let shown = path.display();
    if is_workbook(path) {
        if path.exists() {
            return Err(Error::Invalid(format!("{shown} is there already; give a new name, nothing is overwritten")));
        }
        return Ok(());
    }
    match fs::read_dir(path).map(|mut entries| entries.next().is_some()) {
        Ok(true) => Err(Error::Invalid(format!(
            "{shown} has something in it; give a new or empty folder, nothing is overwritten"
        ))),
        Err(_) if path.exists() => {
            Err(Error::Invalid(format!("{shown} is a file; give a folder, or a name that ends in .xlsx")))
        }
        Ok(false) | Err(_) => Ok(()),
    }
}

/// An input or output error as the user reads it.
pub fn unwritable(error: std::io::Error) -> Error {
    Error::Invalid(format!("the export cannot be written: {error}"))
}

/// Writes one file for its owner only.
///
/// # Errors
/// When it cannot be written; then nothing is left behind.
pub fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = new_private_file(path).map_err(unwritable)?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(|error| {
        let _ = fs::remove_file(path);
        unwritable(error)
    })
}

/// A folder that is being written beside its place, and takes it when it is whole.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A new file in the folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn file(&self, name: &str) -> Result<BufWriter<File>> {
        new_private_file(&self.path.join(name)).map(|file| BufWriter::with_capacity(1 << 16, file)).map_err(unwritable)
    }

    /// Ends a file: all of it is on the disk.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn close(&self, file: BufWriter<File>) -> Result<()> {
        file.into_inner().map_err(|error| unwritable(error.into_error()))?.sync_all().map_err(unwritable)
    }
}

/// Writes a folder: what `write` makes takes its place only when all of it is there.
///
/// # Errors
/// What `write` answers, or that the folder cannot be made; then nothing is left behind.
pub fn write_folder<T>(path: &Path, write: impl FnOnce(&Folder) -> Result<T>) -> Result<T> {
    let mut name = path.file_name().unwrap_or(path.as_os_str()).to_owned();
    name.push(".partial");
    let folder = Folder { path: path.with_file_name(name) };
    make_private_folder(&folder.path)?;
    let written = write(&folder).and_then(|done| {
        if path.exists() {
            fs::remove_dir(path).map_err(unwritable)?;
        }
        fs::rename(&folder.path, path).map_err(unwritable)?;
        Ok(done)
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&folder.path);
    }
    written
}

fn make_private_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            Error::Invalid(format!("{} is left from an export that was broken off; remove it first", path.display()))
        } else {
            unwritable(error)
        }
    })
}
