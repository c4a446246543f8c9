//! `server/Validation.cs`: each method refuses what the attributes refuse, and answers its argument otherwise.

use super::Ears;
use crate::validation_site::endpoints::{
    OfContracted, OfDemands, OfDerived, OfHolder, OfLines, OfMap, OfMessages, OfNumbers, OfPatterns, OfPlain,
    OfPoint, OfSeveral, OfTexts, OfTree, OfTwo, Search,
};
use crate::validation_site::server::Service;
use crate::validation_site::{
    Contracted, Demands, Derived, Holder, Line, Messages, Numbers, Patterns, Plain, Point, Several, Texts,
    Tree,
};
use datacontract::Dictionary;
use datacontract::server::{Error, Request, Result};

/// The service `validation`.
#[derive(Debug, Default)]
pub struct Validation {
    /// What its methods are called with.
    pub ears: Ears,
}

/// Methods that refuse an invalid model state.
macro_rules! refuse_or_echo {
    ($($method:ident: $endpoint:ident -> $response:ty;)*) => {
        $(
            async fn $method(&self, request: Request<$endpoint>) -> Result<$response> {
                self.ears.hear(&request);
                if !request.model_state().is_valid() {
                    return Err(Error::invalid(request.model_state().clone()));
                }
                Ok(request.into_arguments().body.into())
            }
        )*
    };
}

impl Service for Validation {
    refuse_or_echo! {
        of_texts: OfTexts -> Option<Texts>;
        of_numbers: OfNumbers -> Option<Numbers>;
        of_patterns: OfPatterns -> Option<Patterns>;
        of_plain: OfPlain -> Option<Plain>;
        of_demands: OfDemands -> Option<Demands>;
        of_tree: OfTree -> Option<Tree>;
        of_derived: OfDerived -> Option<Derived>;
        of_holder: OfHolder -> Option<Holder>;
        of_messages: OfMessages -> Option<Messages>;
        of_several: OfSeveral -> Option<Several>;
        of_contracted: OfContracted -> Option<Contracted>;
        of_lines: OfLines -> Option<Vec<Option<Line>>>;
        of_map: OfMap -> Option<Dictionary<String, Option<Line>>>;
        of_point: OfPoint -> Point;
        of_two: OfTwo -> Option<Line>;
    }

    async fn search(&self, request: Request<Search>) -> Result<Option<String>> {
        self.ears.hear(&request);
        if !request.model_state().is_valid() {
            return Err(Error::invalid(request.model_state().clone()));
        }
        Ok(Some("fine".to_owned()).into())
    }
}
