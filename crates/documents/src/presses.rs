//! Several presses at once, for the thousands of sheets of a large session: the papers and their order are the same whatever the
//! number of presses. Not a place for what a paper is made of.

use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::failure::PaperFailure;
use crate::layout::shelf::Shelf;
use crate::press::Press;

/// Presses that share a shelf of fonts.
#[derive(Debug)]
pub struct Presses(Vec<Press>);

impl Presses {
    /// `count` presses; one at least.
    ///
    /// # Errors
    /// When the program's fonts are damaged.
    pub fn beside(shelf: &Arc<dyn Shelf>, count: usize) -> Result<Self, PaperFailure> {
        let press = |_| Press::beside(Arc::clone(shelf));
        Ok(Self((0..count.max(1)).map(press).collect::<Result<_, _>>()?))
    }

    /// Presses for so many papers: as many as this machine works at once, and no more than there are papers.
    ///
    /// # Errors
    /// When the program's fonts are damaged.
    pub fn for_papers(shelf: &Arc<dyn Shelf>, papers: usize) -> Result<Self, PaperFailure> {
        Self::beside(shelf, rayon::current_num_threads().min(papers))
    }

    /// What `draw` makes of each of `things`, in their order; each press takes a stretch of them.
    ///
    /// # Errors
    /// That of the first thing, in their order, that could not be drawn.
    pub fn each<T: Sync, D: Send, E: Send>(
        &mut self,
        things: &[T],
        draw: impl Fn(&mut Press, &T) -> Result<D, E> + Sync,
    ) -> Result<Vec<D>, E> {
        if let [press] = self.0.as_mut_slice() {
            return things.iter().map(|thing| draw(press, thing)).collect();
        }
        let stretch = things.len().div_ceil(self.0.len().max(1)).max(1);
        let drawn: Vec<Result<Vec<D>, E>> = self
            .0
            .par_iter_mut()
            .zip(things.par_chunks(stretch))
            .map(|(press, stretch)| stretch.iter().map(|thing| draw(press, thing)).collect())
            .collect();
        let mut all = Vec::with_capacity(things.len());
        for stretch in drawn {
            all.extend(stretch?);
        }
        Ok(all)
    }
}
