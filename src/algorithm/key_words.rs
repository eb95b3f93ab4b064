//! How sentences call the keys of an algorithm, with the article.

/// A key by its parts. Each is a text of its own: joining pieces at run time costs more than three texts.
#[derive(Clone, Copy)]
pub(crate) struct KeyWords {
    pub(crate) any: &'static str,
    pub(crate) private: &'static str,
    pub(crate) public: &'static str,
}

/// The words for `an EC` and ` on P-256`, or for `an RSA` and nothing.
macro_rules! key_words {
    ($before:literal, $after:expr) => {
        $crate::algorithm::key_words::KeyWords {
            any: concat!($before, " key", $after),
            private: concat!($before, " private key", $after),
            public: concat!($before, " public key", $after),
        }
    };
}

pub(crate) use key_words;
