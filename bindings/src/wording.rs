//! What the library's remedies are for JavaScript programs: sentences that name the options and functions of the
//! package.

use alloc::borrow::Cow;
use jwtmint::{Code, OptionName, Remedy};

/// What to do, as a sentence.
pub(super) fn remedy(remedy: &Remedy) -> Cow<'_, str> {
    let plain = match remedy {
        Remedy::Sentence(text) => text,
        Remedy::OfCode(code) => of_code(*code),
        Remedy::GiveOnce(option) => {
            return ["Give it in one place: there, or by the option ", option_name(*option), "."].concat().into();
        }
        Remedy::DecodeSecret(encoding) => {
            return ["Say how the secret is encoded: { secret, encoding: '", encoding.name(), "' }."].concat().into();
        }
        Remedy::AcceptWeakKey => "To accept it all the same, set allowInsecureKeySizes.",
        Remedy::CheckTimes => "Check issuedAt, notBefore and expiresIn, all in seconds.",
        Remedy::CompareClocks => {
            "Clock skew is suspected: the issuer's clock seems to run ahead of this one. Compare both with a time server, or set clockTolerance."
        }
        Remedy::DeclareCritical => "If your code processes it, name it in the crit option; else refuse the token.",
        Remedy::EnableMlDsa => "Use jwtmint/full, or jwtmint/script/full where there is no WebAssembly.",
        Remedy::EnablePassphrase => "Or use jwtmint/script/full, or jwtmint with WebAssembly.",
        Remedy::EnablePublicKeys => "Use jwtmint/script instead of the small file.",
        Remedy::ExportAsJwk => "Use its JWK instead: toJwk().",
        Remedy::GenerateSecret => {
            "Make a random secret of at least 32 bytes, for example with generateKey, and keep it out of the source code."
        }
        Remedy::GivePassphrase => "Give its passphrase in the option passphrase.",
        Remedy::HandInRandomness => {
            "Hand in a source with setRandomSource, or use HS, RS, ES or EdDSA with a key you have."
        }
        Remedy::NameKeyId => "Name one with keyid, or pass one key.",
        Remedy::PassAsSecret => "If the text itself is the secret, pass it as { secret, encoding: 'utf8' }.",
        Remedy::PassJwtId => {
            "Pass the jwtid yourself (in Postman: pm.variables.replaceIn(\"{{$guid}}\")), or hand in a source with setRandomSource."
        }
        Remedy::PassTextOfSecret => {
            "Give the text as it is, { secret, encoding: 'utf8' }, or have the issuer decode it."
        }
        Remedy::RaiseMaxTokenBytes => "Raise maxTokenBytes if such tokens are meant to be.",
        Remedy::RenewOrSetClockTolerance => {
            "Get a fresh token. Expired this recently, the clocks may differ: compare them, or set clockTolerance."
        }
        Remedy::SetClockTolerance => "If the clocks differ, set clockTolerance.",
    };
    plain.into()
}

/// The remedies of codes that are about an option; the others say the same to everybody.
fn of_code(code: Code) -> &'static str {
    match code {
        Code::AlgorithmNotAllowed => {
            "Do not widen algorithms to make a token pass; find out why its issuer used another algorithm."
        }
        Code::CriticalUnsupported => "Name the extensions your code processes in the crit option.",
        Code::TokenExpired => "Get a fresh token; for clocks that differ a little set clockTolerance.",
        Code::TokenNotActive => "Wait, or set the clock right; for clocks that differ a little set clockTolerance.",
        Code::KeyWeak => "Use a longer key, or accept the risk with allowInsecureKeySizes.",
        Code::KeyEncrypted => "Give the passphrase in the passphrase option.",
        Code::KeyAmbiguous => "Give keyid, or pass one key.",
        Code::NoEntropy => {
            "Hand in a source with setRandomSource, pass jwtid yourself, or use an algorithm that needs none (HS, RS, ES, EdDSA)."
        }
        code => code.remedy(),
    }
}

fn option_name(option: OptionName) -> &'static str {
    match option {
        OptionName::ExpiresIn => "expiresIn",
        OptionName::IssuedAt => "issuedAt",
        OptionName::JwtId => "jwtid",
        OptionName::KeyId => "keyid",
        OptionName::NotBefore => "notBefore",
        OptionName::Algorithm | OptionName::Audience | OptionName::Issuer | OptionName::Subject | OptionName::Typ => {
            option.name()
        }
    }
}
