//! The module's allocator, run natively: blocks never overlap, are aligned, and keep what was written into them.

#[path = "../../filter/plugin/src/alloc.rs"]
mod alloc;

use std::alloc::{GlobalAlloc, Layout};

use alloc::Lists;
use proptest::prelude::*;

/// A block in use, filled with one byte.
struct Block {
    at: *mut u8,
    layout: Layout,
    fill: u8,
}

impl Block {
    fn write(&self) {
        // SAFETY: the block has that many bytes.
        unsafe { self.at.write_bytes(self.fill, self.layout.size()) };
    }

    fn holds(&self, bytes: usize) -> bool {
        // SAFETY: `bytes` is at most the block's size, all of which was written.
        unsafe { std::slice::from_raw_parts(self.at, bytes) }.iter().all(|byte| *byte == self.fill)
    }
}

#[derive(Debug, Clone)]
enum Step {
    Alloc { size: usize, align: usize },
    Free { which: usize },
    Resize { which: usize, size: usize },
}

/// Sizes around the borders of the lists, and any other.
fn size() -> impl Strategy<Value = usize> {
    let borders = proptest::sample::select(vec![1usize, 15, 16, 17, 240, 255, 256, 257, 512, 513, 4095, 4096, 4097]);
    prop_oneof![borders, 1usize..9000]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (size(), 0u32..7).prop_map(|(size, shift)| Step::Alloc { size, align: 1 << shift }),
        2 => any::<usize>().prop_map(|which| Step::Free { which }),
        2 => (any::<usize>(), size()).prop_map(|(which, size)| Step::Resize { which, size }),
    ]
}

proptest! {
    #[test]
    fn blocks_are_apart_and_keep_their_bytes(steps in proptest::collection::vec(step(), 1..300)) {
        let lists = Lists::new();
        let mut blocks: Vec<Block> = Vec::new();
        for (number, step) in steps.into_iter().enumerate() {
            let fill = u8::try_from(number % 251).unwrap();
            match step {
                Step::Alloc { size, align } => {
                    let layout = Layout::from_size_align(size, align).unwrap();
                    // SAFETY: the layout is not zero-sized.
                    let at = unsafe { lists.alloc(layout) };
                    prop_assert!(!at.is_null() && at.addr().is_multiple_of(align));
                    blocks.push(Block { at, layout, fill });
                }
                Step::Free { which } if !blocks.is_empty() => {
                    let block = blocks.swap_remove(which % blocks.len());
                    prop_assert!(block.holds(block.layout.size()));
                    // SAFETY: the block came from there with that layout, and is not used any more.
                    unsafe { lists.dealloc(block.at, block.layout) };
                    continue;
                }
                Step::Resize { which, size } if !blocks.is_empty() => {
                    let mut block = blocks.swap_remove(which % blocks.len());
                    // SAFETY: the block came from there with that layout; the old address is not used any more.
                    block.at = unsafe { lists.realloc(block.at, block.layout, size) };
                    prop_assert!(!block.at.is_null() && block.at.addr().is_multiple_of(block.layout.align()));
                    prop_assert!(block.holds(block.layout.size().min(size)));
                    block.layout = Layout::from_size_align(size, block.layout.align()).unwrap();
                    block.fill = fill;
                    blocks.push(block);
                }
                _ => continue,
            }
            blocks.last().unwrap().write();
            prop_assert!(blocks.iter().all(|block| block.holds(block.layout.size())), "two blocks overlap");
        }
        for block in blocks {
            // SAFETY: as above.
            unsafe { lists.dealloc(block.at, block.layout) };
        }
    }
}
