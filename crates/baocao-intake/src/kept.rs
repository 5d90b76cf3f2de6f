use std::any::Any;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use baocao_model::Refusal;

/// What was read of files that many reports share. What is refused is read again, for it is refused where it is named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(Arc<Mutex<BTreeMap<PathBuf, Arc<dyn Any + Send + Sync>>>>);

impl Kept {
    /// What was read of a file as this type, else what reading gives now.
    pub(crate) fn get<T: Any + Send + Sync>(
        &self,
        path: &Path,
        read: impl FnOnce() -> Result<T, Refusal>,
    ) -> Result<Arc<T>, Refusal> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = known().get(path).cloned();
        if let Some(kept) = kept.and_then(|kept| kept.downcast().ok()) {
            return Ok(kept);
        }
        let read = Arc::new(read()?);
        known().insert(path.to_owned(), Arc::clone(&read) as Arc<dyn Any + Send + Sync>);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use baocao_model::{Finding, Place};

    use super::*;

    #[test]
    fn a_file_is_read_once_as_each_type_and_again_after_a_refusal() {
        let (kept, path) = (Kept::default(), Path::new("a"));
        let refused: Result<Arc<u8>, _> =
            kept.get(path, || Err(Finding::error("file-missing", Place::default()).into()));
        assert!(refused.is_err());
        assert_eq!(*kept.get(path, || Ok(1)).unwrap(), 1);
        assert_eq!(*kept.clone().get(path, || Ok(2)).unwrap(), 1);
        assert_eq!(*kept.get(path, || Ok("text")).unwrap(), "text");
    }
}
