//! The module's allocator: small blocks from lists by size, the rest from the standard library's.
//!
//! An exchange makes some two hundred small things and drops them again. The standard library's allocator (dlmalloc)
//! spends about 250 wasm instructions on each, to keep memory that is freed in one piece; here it is about 30. A freed block goes
//! to its size's list and waits there for the next of that size. Each list holds at most what once was in use of its size
//! at the same time, so that all together hold at most the sum of those peaks, which need not have been at one time. WebAssembly never gives memory back to its host either way.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr::null_mut;

/// Sizes of blocks: steps of 16 bytes up to 256, where most are, then doubling.
const SIZES: [usize; 20] =
    [16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 512, 1024, 2048, 4096];

/// How many bytes are taken from the standard library's allocator at once for a list that is empty.
const REFILL_BYTES: usize = 8192;

/// The alignment that every block has.
const ALIGN: usize = 16;

/// A block that is free: it holds the address of the next one.
struct Free {
    next: *mut Free,
}

/// For each of [`SIZES`], the list of its free blocks.
pub struct Lists([UnsafeCell<*mut Free>; SIZES.len()]);

// SAFETY: a wasm32 module without the threads proposal has one thread.
unsafe impl Sync for Lists {}

impl Lists {
    /// Empty lists.
    pub const fn new() -> Lists {
        Lists([const { UnsafeCell::new(null_mut()) }; SIZES.len()])
    }

    /// Takes new blocks for a list that is empty, and gives one of them.
    #[cold]
    unsafe fn refill(&self, class: usize) -> *mut u8 {
        let (Some(list), Some(size)) = (self.0.get(class), SIZES.get(class)) else { return null_mut() };
        let Ok(layout) = Layout::from_size_align(REFILL_BYTES, ALIGN) else { return null_mut() };
        // SAFETY: the layout is not zero-sized.
        let chunk = unsafe { System.alloc(layout) };
        if chunk.is_null() {
            return null_mut();
        }
        for at in (*size..=REFILL_BYTES - size).step_by(*size) {
            // SAFETY: block `at` lies in the chunk, is aligned, and holds at least a pointer; the list is ours alone.
            unsafe {
                let block = chunk.add(at).cast::<Free>();
                block.write(Free { next: *list.get() });
                *list.get() = block;
            }
        }
        chunk
    }
}

/// The class of a layout's blocks; `None` for one that goes to the standard library's allocator.
#[inline(always)]
fn class_of(size: usize, align: usize) -> Option<usize> {
    if align > ALIGN {
        return None;
    }
    match size {
        0..=256 => Some(size.saturating_sub(1) / 16),
        257..=4096 => Some((size - 1).ilog2() as usize + 8), // 512 is the sixteenth
        _ => None,
    }
}

// SAFETY: a block belongs to one list for ever, by the class of its layout, which is the same when it is freed as when it
// was allocated. It is either in its list or in use.
unsafe impl GlobalAlloc for Lists {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class_of(layout.size(), layout.align()) else {
            // SAFETY: as for this function.
            return unsafe { System.alloc(layout) };
        };
        let Some(list) = self.0.get(class) else { return null_mut() };
        // SAFETY: what is in a list is a valid free block of its class.
        unsafe {
            let block = *list.get();
            if block.is_null() {
                return self.refill(class);
            }
            *list.get() = (*block).next;
            block.cast()
        }
    }

    #[inline(never)]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some(list) = class_of(layout.size(), layout.align()).and_then(|class| self.0.get(class)) else {
            // SAFETY: as for this function; the block came from there.
            return unsafe { System.dealloc(block, layout) };
        };
        // SAFETY: the block is of this class and no longer in use.
        unsafe {
            let block = block.cast::<Free>();
            block.write(Free { next: *list.get() });
            *list.get() = block;
        }
    }

    #[inline(never)]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        let (old, new) = (class_of(layout.size(), layout.align()), class_of(new_size, layout.align()));
        if old.is_some() && old == new {
            return block;
        }
        if old.is_none() && new.is_none() {
            // SAFETY: as for this function; the block came from there.
            return unsafe { System.realloc(block, layout, new_size) };
        }
        // SAFETY: the caller guarantees that the new size, rounded up to the alignment, fits. Old and new block are
        // apart, and both hold at least the smaller of the two sizes.
        unsafe {
            let moved = self.alloc(Layout::from_size_align_unchecked(new_size, layout.align()));
            if !moved.is_null() {
                std::ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}
