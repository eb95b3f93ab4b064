//! JSON text to any format, and any format to JSON text.

use crate::json::{self, Value, push_string};
use crate::wipe::Zeroizing;
use alloc::string::{String, ToString};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The text of a JSON object, written as what it says. Members keep their order; numbers beyond 64 bits become the
/// nearest double.
pub(super) struct JsonText<'a>(pub(super) &'a str);

impl Serialize for JsonText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match json::object(self.0.as_bytes()) {
            Ok(object) => members(&object, serializer),
            Err(_) => serializer.serialize_str(self.0),
        }
    }
}

fn members<S: Serializer>(object: &json::Object<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(object.members.len()))?;
    for member in &object.members {
        map.serialize_entry(&member.name, &JsonValue(member.value))?;
    }
    map.end()
}

struct JsonValue<'a>(Value<'a>);

impl Serialize for JsonValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0;
        if let Some(text) = value.as_str() {
            serializer.serialize_str(&text)
        } else if let Some(object) = value.as_object() {
            members(&object, serializer)
        } else if let Some(elements) = value.as_array() {
            let mut list = serializer.serialize_seq(Some(elements.len()))?;
            for element in elements {
                list.serialize_element(&JsonValue(element))?;
            }
            list.end()
        } else if let Some(truth) = value.as_bool() {
            serializer.serialize_bool(truth)
        } else if value.is_null() {
            serializer.serialize_unit()
        } else {
            number(value.raw(), serializer)
        }
    }
}

pub(super) fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(whole) = text.parse::<u64>() {
        serializer.serialize_u64(whole)
    } else if let Ok(whole) = text.parse::<i64>() {
        serializer.serialize_i64(whole)
    } else {
        serializer.serialize_f64(text.parse().unwrap_or(f64::NAN))
    }
}

/// What any format holds, as JSON text for the readers of this library. It may hold a secret.
pub(super) fn from_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zeroizing<String>, D::Error> {
    let mut text = Zeroizing::new(String::new());
    JsonWriter(&mut text).deserialize(deserializer)?;
    Ok(text)
}

/// Appends one value.
struct JsonWriter<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for JsonWriter<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonWriter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what JSON can hold")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("a finite number was expected"));
        }
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        push_string(self.0, value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push_str("null");
        Ok(())
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.push('[');
        let start = self.0.len();
        loop {
            let end = self.0.len();
            if end > start {
                self.0.push(',');
            }
            if list.next_element_seed(JsonWriter(self.0))?.is_none() {
                self.0.truncate(end);
                self.0.push(']');
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.push('{');
        let start = self.0.len();
        while let Some(name) = map.next_key::<String>().map_err(|_| A::Error::custom("text was expected as a name"))? {
            if self.0.len() > start {
                self.0.push(',');
            }
            push_string(self.0, &name);
            self.0.push(':');
            map.next_value_seed(JsonWriter(self.0))?;
        }
        self.0.push('}');
        Ok(())
    }
}
