//! The codings, each by a crate of its own.
//!
//! All decoders go on where they were after [`std::io::ErrorKind::WouldBlock`].

use super::input::Input;
use std::io::Read;

#[cfg(feature = "gzip")]
pub(super) fn gzip(input: Input) -> Box<dyn Read + Send> {
    Box::new(flate2::bufread::MultiGzDecoder::new(input))
}

#[cfg(feature = "brotli")]
pub(super) fn brotli(input: Input) -> Box<dyn Read + Send> {
    Box::new(brotli_decompressor::Decompressor::new(input, 4096))
}

/// Reads both things that are called so: zlib's format, as RFC 9110 says, and without it, as IIS sends it.
#[cfg(feature = "deflate")]
pub(super) fn deflate(input: Input) -> Box<dyn Read + Send> {
    Box::new(Deflate::Unknown(Some(input)))
}

#[cfg(feature = "deflate")]
enum Deflate {
    /// The first bytes say which one it is.
    Unknown(Option<Input>),
    Zlib(flate2::bufread::ZlibDecoder<Input>),
    Plain(flate2::bufread::DeflateDecoder<Input>),
}

#[cfg(feature = "deflate")]
impl Read for Deflate {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            match self {
                Deflate::Zlib(decoder) => return decoder.read(out),
                Deflate::Plain(decoder) => return decoder.read(out),
                Deflate::Unknown(input) => {
                    let Some(found) = input else { return Ok(0) };
                    let is_zlib = match found.peek(2)? {
                        [first, second, ..] => {
                            first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0
                        }
                        _ => false,
                    };
                    let Some(input) = input.take() else { return Ok(0) };
                    *self = if is_zlib {
                        Deflate::Zlib(flate2::bufread::ZlibDecoder::new(input))
                    } else {
                        Deflate::Plain(flate2::bufread::DeflateDecoder::new(input))
                    };
                }
            }
        }
    }
}

#[cfg(feature = "zstd")]
pub(super) fn zstd(input: Input) -> Box<dyn Read + Send> {
    let mut frame = ruzstd::decoding::FrameDecoder::new();
    frame.set_max_window_size(zstd::MAX_WINDOW);
    Box::new(zstd::Zstd { input, frame, stage: zstd::Stage::Header })
}

#[cfg(feature = "zstd")]
mod zstd {
    use super::Input;
    use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
    use std::io::{self, Read};

    /// What RFC 9659 allows: a decoder keeps so many bytes in memory.
    pub(super) const MAX_WINDOW: u64 = 8 << 20;

    /// The most bytes of a frame's header.
    const HEADER: usize = 18;

    /// Frames, whose decoder takes each block as a whole: it is called when all of the block has come.
    pub(super) struct Zstd {
        pub(super) input: Input,
        pub(super) frame: FrameDecoder,
        pub(super) stage: Stage,
    }

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub(super) enum Stage {
        /// A frame begins, or the input ends.
        Header,
        Blocks,
    }

    impl Read for Zstd {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let Zstd { input, frame, stage } = self;
            loop {
                match stage {
                    Stage::Header if input.peek(HEADER)?.is_empty() => return Ok(0),
                    Stage::Header => {
                        frame.reset(&mut *input).map_err(io::Error::other)?;
                        *stage = Stage::Blocks;
                    }
                    Stage::Blocks if frame.can_collect() > 0 => return frame.read(out),
                    // A body may have several frames.
                    Stage::Blocks if frame.is_finished() => *stage = Stage::Header,
                    Stage::Blocks => {
                        wait_for_block(input)?;
                        frame
                            .decode_blocks(&mut *input, BlockDecodingStrategy::UptoBlocks(1))
                            .map_err(io::Error::other)?;
                    }
                }
            }
        }
    }

    /// Sees to it that all of a block has come, with the checksum behind the last one, unless the input ends.
    fn wait_for_block(input: &mut Input) -> io::Result<()> {
        let [a, b, c, ..] = *input.peek(3)? else { return Ok(()) };
        let header = u32::from_le_bytes([a, b, c, 0]);
        let (is_last, kind, size) = (header & 1 == 1, header >> 1 & 3, header >> 3);
        // Of a block that repeats one byte, the size is what comes of it.
        let size = if kind == 1 { 1 } else { usize::try_from(size).unwrap_or(usize::MAX) };
        let checksum = if is_last { 4 } else { 0 };
        input.peek(3 + size.min(128 << 10) + checksum)?;
        Ok(())
    }
}
