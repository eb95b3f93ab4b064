//! Measures the core without JavaScript around it, beside the crates `jwt-simple` and `jsonwebtoken`.
//!
//! Reads one JSON text, `{"claims": [["200 B", {...}], ...], "keys": [["HS256", {"private": "...", "public": "..."}], ...]}`,
//! from the standard input; prints a line of JSON for each operation, as the other hosts' rows are.

mod libraries;
mod material;
mod rounds;

use libraries::{Contender, Verbs, contenders};
use material::{Answer, Input, Material, explained};
use rounds::{Operation, interleaved};
use serde_json::{Value, json};
use std::rc::Rc;

fn main() -> Result<(), String> {
    let input: Input = explained("the input", serde_json::from_reader(std::io::stdin()))?;
    for (algorithm, key) in &input.keys {
        for (label, claims) in &input.claims {
            let material = Rc::new(Material::new(algorithm, key, claims)?);
            let all = contenders(&material)?;
            prove(&all)?;
            for (way, of) in [("held", held as fn(&Contender) -> &Verbs), ("as text", text)] {
                measure(&format!("{algorithm} sign, {label}, key {way}"), &all, |one| sign(of(one)))?;
                let token = (all[0].held.sign)()?;
                measure(&format!("{algorithm} verify, {label}, key {way}"), &all, |one| verify(of(one), &token))?;
            }
        }
        if let Some((_, claims)) = input.claims.first() {
            let all = contenders(&Rc::new(Material::new(algorithm, key, claims)?))?;
            measure(&format!("{algorithm} private key, import"), &all, |one| Box::new(|| (one.import)()))?;
        }
    }
    Ok(())
}

fn held(contender: &Contender) -> &Verbs {
    &contender.held
}

fn text(contender: &Contender) -> &Verbs {
    &contender.text
}

fn sign(verbs: &Verbs) -> Operation<'_> {
    Box::new(|| (verbs.sign)().map(drop))
}

fn verify<'a>(verbs: &'a Verbs, token: &'a str) -> Operation<'a> {
    Box::new(move || (verbs.verify)(token).map(drop))
}

/// Each must sign what the first, jwtmint, verifies, and the other way round, with the same permissions coming out.
fn prove(all: &[Contender]) -> Answer<()> {
    let ours = &all[0];
    let scopes = |verbs: &Verbs, token: &str| (verbs.verify)(token).map(|claims| claims.get("scopes").cloned());
    let expected = scopes(&ours.held, &(ours.held.sign)()?)?;
    for one in all {
        for verbs in [&one.held, &one.text] {
            let (here, there) = (scopes(&ours.held, &(verbs.sign)()?)?, scopes(verbs, &(ours.held.sign)()?)?);
            if expected.is_none() || here != expected || there != expected {
                return Err(format!("{} and jwtmint do not read the same claims from each other's tokens.", one.name));
            }
        }
    }
    Ok(())
}

fn measure<'a>(operation: &str, all: &'a [Contender], of: impl Fn(&'a Contender) -> Operation<'a>) -> Answer<()> {
    let results: serde_json::Map<String, Value> =
        interleaved(all.iter().map(|one| (one.name, of(one))).collect())?.into_iter().collect();
    println!("{}", json!({ "host": "native", "operation": operation, "results": results }));
    Ok(())
}
