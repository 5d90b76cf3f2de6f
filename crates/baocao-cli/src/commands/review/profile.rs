use std::path::Path;

use baocao_document::Letterhead;
use baocao_intake::{Library, Loaded, Source, read_toml};
use baocao_model::{Finding, Place, Refusal};
use baocao_review::{Profile, Ranges};

/// Reads the profile that documents are held against: the letterhead of this id, or the file of this name, with what
/// its document of form allows and what letters of its family may say.
pub fn open(named: &str, file: &Path, config: Option<&Path>) -> Result<Profile, Refusal> {
    let path = Path::new(named);
    let library = Library::discover(config, file);
    let is_file = path.extension().is_some_and(|extension| extension == "toml");
    if is_file {
        let letterhead: Loaded<Letterhead> = read_toml(Source::open(path, "file-missing")?)?;
        // A profile of its own may be used where nothing is installed.
        return library
            .map_or_else(|_| Ok(bare(letterhead.value.clone())), |library| with(letterhead.value.clone(), &library));
    }
    let library = library?;
    let letterhead = library.letterhead::<Letterhead>(named, Place::default())?;
    with(letterhead.value.clone(), &library)
}

fn with(letterhead: Letterhead, library: &Library) -> Result<Profile, Refusal> {
    let ranges: Option<Loaded<Ranges>> = library.ranges(&letterhead.id)?;
    let problems = ranges.iter().flat_map(|loaded| {
        let placed = |(pointer, finding): (String, Finding)| Finding { place: loaded.place(&pointer), ..finding };
        loaded.value.problems().into_iter().map(placed)
    });
    let problems: Vec<Finding> = problems.collect();
    if !problems.is_empty() {
        return Err(Refusal(problems));
    }
    let conventions = library.conventions(&letterhead.id)?;
    Ok(Profile {
        letterhead,
        ranges: ranges.map(|loaded| loaded.value).unwrap_or_default(),
        conventions: conventions.map(|loaded| loaded.value.clone()),
    })
}

fn bare(letterhead: Letterhead) -> Profile {
    Profile { letterhead, ranges: Ranges::default(), conventions: None }
}
