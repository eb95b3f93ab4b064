//! From one library to the other: the lines of "With jwt-simple" in jwtmint's documentation, compiled and run.

use crate::tally::Tally;
use jwt_simple::prelude::*;
use jwtmint::{SignOptions, VerifyOptions};

#[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
struct Cart {
    items: u32,
}

pub fn all(tally: &mut Tally) {
    tally.about("hand-over");
    match run() {
        Ok((cart, subject)) => {
            tally.equal("the claims of their own", cart, Cart { items: 3 });
            tally.equal("the registered claims", subject.as_deref(), Some("customer 17"));
        }
        Err(error) => tally.fail("their claims, signed and verified here", &error.to_string()),
    }
}

fn run() -> Result<(Cart, Option<String>), Box<dyn std::error::Error>> {
    let theirs = ES256KeyPair::generate();
    let claims = Claims::with_custom_claims(Cart { items: 3 }, Duration::from_mins(5)).with_subject("customer 17");

    let ours = jwtmint::Key::from_jwk(&theirs.to_jwk())?;
    let back = ES256KeyPair::from_jwk(&ours.to_jwk())?;
    let token = jwtmint::sign_claims(&claims, &ours, &SignOptions::new().no_timestamp())?;
    let read: JWTClaims<Cart> = jwtmint::verify(&token, &ours, &VerifyOptions::new())?.claims_as()?;

    let checked = back.public_key().verify_token::<Cart>(&token, None)?;
    if checked.custom != read.custom {
        return Err("the two read different claims".into());
    }
    Ok((read.custom, read.subject))
}
