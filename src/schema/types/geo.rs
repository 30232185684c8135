//! Points and shapes on the Earth.
//!
//! In: characters or JSON. Out: longitude and latitude, or whether a shape is `GeoJSON` as the profile
//! that frictionless carries defines it. Never: a projection.

use std::str::FromStr;

use bigdecimal::BigDecimal;
use serde_json::{Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::json::{describe_object, keep, read_cell};
use super::number::{PLAIN, read_number};
use super::{Limits, Reading, Refusal, TypeFacts, TypeRules, read_json_text};

/// A point on the Earth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeoPointType {
    /// `default` (`lon, lat`), `array` or `object`.
    pub format: String,
}

/// A shape on the Earth, in `GeoJSON` or in `TopoJSON`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeoJsonType {
    pub topojson: bool,
}

impl TypeRules for GeoPointType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "geopoint",
            example: Some("7.12, 43.58".into()),
            format: ["array", "object"].into_iter().find(|format| *format == self.format),
            limits: Limits::None,
            json: (None, None),
            xsd: None,
            filter: None,
            help: Some("geopoint"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let text = if lexicon == Lexicon::Everyday { text.trim() } else { text };
        let read = match self.format.as_str() {
            "array" => {
                serde_json::from_str(text).ok().filter(Json::is_array).and_then(|json| read_point(&json))
            }
            "object" => {
                serde_json::from_str(text).ok().filter(Json::is_object).and_then(|json| read_point(&json))
            }
            _ => text
                .split_once(',')
                .and_then(|(longitude, latitude)| place(read_degrees(longitude)?, read_degrees(latitude)?)),
        };
        read.ok_or(Refusal::Type)
    }

    /// A point written as a mapping or a list has that form's grammar, whatever the cells' is.
    fn read_json(&self, json: &Json) -> Reading {
        if json.is_string() { read_json_text(self, json) } else { read_point(json).ok_or(Refusal::Type) }
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({"type": ["array", "object"]}), json!({"type": "string", "pattern": "[0-9]"})]
    }
}

impl GeoJsonType {
    fn grammar(self) -> fn(&Json) -> bool {
        if self.topojson { is_topojson } else { is_geojson }
    }
}

impl TypeRules for GeoJsonType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "geojson",
            example: Some(r#"{"type": "Point", "coordinates": [7.12, 43.58]}"#.into()),
            format: self.topojson.then_some("topojson"),
            limits: Limits::None,
            json: (Some("object"), None),
            xsd: None,
            filter: None,
            help: Some("json"),
        }
    }

    fn read(&self, text: &str, _: Lexicon) -> Reading {
        read_cell(text, self.grammar())
    }

    fn read_json(&self, json: &Json) -> Reading {
        if json.is_object() || json.is_array() {
            return keep(json.clone(), self.grammar());
        }
        read_json_text(self, json)
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        describe_object()
    }
}

/// Reads `[lon, lat]` or `{"lon": …, "lat": …}`.
fn read_point(json: &Json) -> Option<Value> {
    match json {
        Json::Array(pair) => match &pair[..] {
            [longitude, latitude] => place(read_json_degrees(longitude)?, read_json_degrees(latitude)?),
            _ => None,
        },
        Json::Object(pair) if pair.len() == 2 => {
            place(read_json_degrees(pair.get("lon")?)?, read_json_degrees(pair.get("lat")?)?)
        }
        _ => None,
    }
}

/// Returns the point, where there is such a place on the Earth.
fn place(longitude: BigDecimal, latitude: BigDecimal) -> Option<Value> {
    let (east, north) = (BigDecimal::from(180), BigDecimal::from(90));
    let on_earth = longitude.abs() <= east && latitude.abs() <= north;
    on_earth.then(|| Value::GeoPoint(Box::new((longitude, latitude))))
}

/// Whether JSON is a `GeoJSON` object: a geometry, a collection of them, a feature or a collection of those.
fn is_geojson(json: &Json) -> bool {
    let Some(kind) = json.get("type").and_then(Json::as_str) else { return false };
    let framed = json
        .get("bbox")
        .is_none_or(|bbox| bbox.as_array().is_some_and(|numbers| numbers.iter().all(Json::is_number)));
    framed
        && match kind {
            "GeometryCollection" => have_all(json.get("geometries"), is_geometry),
            "Feature" => is_feature(json),
            "FeatureCollection" => have_all(json.get("features"), is_feature),
            _ => is_geometry(json),
        }
}

/// Whether JSON is a `TopoJSON` topology.
fn is_topojson(json: &Json) -> bool {
    let kind = json.get("type").and_then(Json::as_str);
    kind == Some("Topology")
        && json.get("objects").is_some_and(Json::is_object)
        && have_all(json.get("arcs"), |arc| arc.as_array().is_some_and(|points| points.len() >= 2))
}

fn read_degrees(text: &str) -> Option<BigDecimal> {
    match read_number(text, PLAIN)? {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn read_json_degrees(json: &Json) -> Option<BigDecimal> {
    match json {
        Json::Number(number) => BigDecimal::from_str(&number.to_string()).ok(),
        Json::String(text) => read_degrees(text),
        _ => None,
    }
}

fn is_feature(json: &Json) -> bool {
    let properties = json.get("properties").is_some_and(|value| value.is_object() || value.is_null());
    let geometry = json.get("geometry").is_some_and(|value| value.is_null() || is_geometry(value));
    json.get("type").and_then(Json::as_str) == Some("Feature") && properties && geometry
}

fn is_geometry(json: &Json) -> bool {
    let coordinates = json.get("coordinates");
    let Some(kind) = json.get("type").and_then(Json::as_str) else { return false };
    match kind {
        "Point" => coordinates.is_some_and(is_position),
        "MultiPoint" => have_all(coordinates, is_position),
        "LineString" => coordinates.is_some_and(|line| is_line(line, 2)),
        "MultiLineString" => have_all(coordinates, |line| is_line(line, 2)),
        "Polygon" => coordinates.is_some_and(is_polygon),
        "MultiPolygon" => have_all(coordinates, is_polygon),
        _ => false,
    }
}

fn is_polygon(json: &Json) -> bool {
    have_all(Some(json), |ring| is_line(ring, 4))
}

fn is_line(json: &Json, shortest: usize) -> bool {
    json.as_array().is_some_and(|points| points.len() >= shortest && points.iter().all(is_position))
}

/// Two numbers: the profile knows no altitude.
fn is_position(json: &Json) -> bool {
    json.as_array().is_some_and(|pair| pair.len() == 2 && pair.iter().all(Json::is_number))
}

fn have_all(json: Option<&Json>, test: impl Fn(&Json) -> bool) -> bool {
    json.and_then(Json::as_array).is_some_and(|items| items.iter().all(test))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stay_on_the_earth() {
        for (text, format, expected) in [
            ("7.12, 43.58", "default", true),
            ("[7.12, 43.58]", "array", true),
            (r#"{"lon": 7.12, "lat": "43.58"}"#, "object", true),
            ("180,90", "default", true),
            ("181,0", "default", false),
            ("7.12;43.58", "default", false),
            ("1,2,3", "default", false),
            ("nan,0", "default", false),
            ("[1]", "array", false),
            (r#"{"lon": 1}"#, "object", false),
        ] {
            let point = GeoPointType { format: format.to_owned() };
            assert_eq!(point.read(text, Lexicon::Standard).is_ok(), expected, "{text}");
        }
    }

    #[test]
    fn shapes_are_those_of_the_profile() {
        for (text, expected) in [
            (r#"{"type": "Point", "coordinates": [1, 2]}"#, true),
            (r#"{"type": "Point", "coordinates": [1, 2, 3]}"#, false),
            (r#"{"type": "Feature", "properties": null, "geometry": null}"#, true),
            (r#"{"type": "Feature", "geometry": null}"#, false),
            (r#"{"type": "FeatureCollection", "features": []}"#, true),
            (r#"{"type": "Polygon", "coordinates": [[[0,0],[0,1],[1,1],[0,0]]]}"#, true),
            (r#"{"type": "Polygon", "coordinates": [[[0,0],[0,1],[0,0]]]}"#, false),
            (r#"{"coordinates": [1, 2]}"#, false),
            ("{}", false),
        ] {
            let json = serde_json::from_str(text).unwrap();
            assert_eq!(is_geojson(&json), expected, "{text}");
        }
    }
}
