//! Bodies in several parts: `multipart/form-data` (RFC 7578).

mod read;
mod write;

pub(crate) use read::{Part, read};
pub(crate) use write::Writer;

#[cfg(test)]
mod tests {
    use super::{Part, Writer, read};
    use crate::http::{File, MediaType};
    use proptest::prelude::*;
    use std::io::{self, Read};

    /// Gives the next bytes in pieces of these lengths.
    struct Pieces<R>(R, Vec<usize>);

    impl<R: Read> Read for Pieces<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.pop().unwrap_or(7).clamp(1, buffer.len().max(1));
            self.0.read(&mut buffer[..length])
        }
    }

    proptest! {
        /// What is written is read again, whatever the parts hold and wherever the pieces of the body end.
        #[test]
        fn parts_are_read_as_they_were_written(
            texts in prop::collection::vec(("[a-zÅ\u{30a2}.\\[\\]]{1,8}", "(\r|\n|--|datacontract-|a|\0|Å){0,9}"), 0..4),
            files in prop::collection::vec(
                ("[a-z]{1,8}", "[a-zÅ ]{1,4}\\.[a-z]{3}", prop::collection::vec(any::<u8>(), 0..200)),
                0..4,
            ),
            borders in prop::collection::vec(1_usize..50, 0..40),
        ) {
            let mut writer = Writer::new();
            let mut expected = Vec::new();
            for (name, text) in texts {
                writer.text(&name, &text);
                let media_type = Some("text/plain; charset=utf-8".to_owned());
                expected.push(Part { name, file_name: None, media_type, content: text.into() });
            }
            for (name, file_name, content) in files {
                let reader = Pieces(io::Cursor::new(content.clone()), borders.clone());
                let file = File::from_reader(reader).named(&file_name);
                writer.file(&name, &file, "image/png").unwrap();
                let media_type = Some("image/png".to_owned());
                expected.push(Part { name, file_name: Some(file_name), media_type, content: content.into() });
            }
            let (upload, media_type) = writer.finish();
            let mut body = Vec::new();
            Pieces(upload.reader(), borders).read_to_end(&mut body).unwrap();
            let media_type = MediaType::parse(&media_type).unwrap();
            prop_assert_eq!(read(&body.into(), media_type.parameter("boundary").unwrap()), Ok(expected));
        }
    }

    #[test]
    fn a_media_type_ends_no_header() {
        for wrong in ["image/png\r\nX: 1", "image/png\n\ninjected", "png", "", "image/*", "image/\u{e5}"] {
            let mut writer = Writer::new();
            assert!(
                writer.file("photo", &File::new("1").with_media_type(wrong), "image/png").is_err(),
                "{wrong:?}"
            );
            assert!(writer.file("photo", &File::new("1"), wrong).is_err(), "{wrong:?}");
            let (upload, _) = writer.finish();
            assert!(!String::from_utf8_lossy(&upload.read_all().unwrap()).contains("photo"), "{wrong:?}");
        }
    }
}
