//! Bytes: `Vec<u8>` is a list of numbers by itself, as `List<byte>` is, and a `byte[]` where one says so.

use crate::clr;
use crate::value::{ConvertError, Converter};
#[cfg(feature = "bytes")]
use crate::{
    contract::{Primitive, Type},
    value::{Field, Scalar, Slot, View},
};

#[cfg(feature = "bytes")]
impl Field for ::bytes::Bytes {
    const TYPE: Type = Type::Primitive(Primitive::Bytes);
    const IS_VALUE_TYPE: bool = false;

    fn initial() -> Self {
        ::bytes::Bytes::new()
    }

    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Scalar(self)
    }
}

#[cfg(feature = "bytes")]
impl Scalar for ::bytes::Bytes {
    fn set(&mut self, value: View<'_>) -> bool {
        let View::Bytes(bytes) = value else { return false };
        *self = ::bytes::Bytes::copy_from_slice(bytes);
        true
    }
}

/// What `#[contract(bytes)]` makes of a list of bytes: a `byte[]`, which is Base64 on the wire.
#[derive(Clone, Copy, Debug)]
pub struct ByteArray;

impl Converter<Vec<u8>> for ByteArray {
    type Wire = clr::Bytes;

    fn to_wire(bytes: &Vec<u8>) -> Result<clr::Bytes, ConvertError> {
        Ok(clr::Bytes(bytes.clone()))
    }

    fn from_wire(bytes: clr::Bytes) -> Result<Vec<u8>, ConvertError> {
        Ok(bytes.0)
    }
}

impl Converter<Box<[u8]>> for ByteArray {
    type Wire = clr::Bytes;

    fn to_wire(bytes: &Box<[u8]>) -> Result<clr::Bytes, ConvertError> {
        Ok(clr::Bytes(bytes.to_vec()))
    }

    fn from_wire(bytes: clr::Bytes) -> Result<Box<[u8]>, ConvertError> {
        Ok(bytes.0.into())
    }
}

impl<const N: usize> Converter<[u8; N]> for ByteArray {
    type Wire = clr::Bytes;

    fn to_wire(bytes: &[u8; N]) -> Result<clr::Bytes, ConvertError> {
        Ok(clr::Bytes(bytes.to_vec()))
    }

    fn from_wire(bytes: clr::Bytes) -> Result<[u8; N], ConvertError> {
        <[u8; N]>::try_from(bytes.0).map_err(|bytes| {
            ConvertError::new(format!("there are {} bytes, and the Rust type has {N}", bytes.len()))
        })
    }
}

impl<T> Converter<Option<T>> for ByteArray
where
    ByteArray: Converter<T>,
{
    type Wire = Option<<ByteArray as Converter<T>>::Wire>;

    fn to_wire(bytes: &Option<T>) -> Result<Self::Wire, ConvertError> {
        bytes.as_ref().map(ByteArray::to_wire).transpose()
    }

    fn from_wire(bytes: Self::Wire) -> Result<Option<T>, ConvertError> {
        bytes.map(ByteArray::from_wire).transpose()
    }
}
