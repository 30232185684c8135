//! Points and shapes on the Earth.
//!
//! In: characters or JSON. Out: longitude and latitude, or whether a shape is `GeoJSON` as the profile
//! that frictionless carries defines it. Never: a projection.

use std::str::FromStr;

use bigdecimal::BigDecimal;
use serde_json::Value as Json;

use super::super::Value;
use super::number;

/// Reads a point in the format `default` (`lon, lat`), `array` or `object`.
pub fn point(text: &str, format: &str) -> Option<Value> {
    let (longitude, latitude) = match format {
        "array" => match serde_json::from_str::<Json>(text).ok()? {
            Json::Array(pair) => match &pair[..] {
                [longitude, latitude] => (degrees_of(longitude)?, degrees_of(latitude)?),
                _ => return None,
            },
            _ => return None,
        },
        "object" => match serde_json::from_str::<Json>(text).ok()? {
            Json::Object(pair) if pair.len() == 2 => {
                (degrees_of(pair.get("lon")?)?, degrees_of(pair.get("lat")?)?)
            }
            _ => return None,
        },
        _ => {
            let (longitude, latitude) = text.split_once(',')?;
            (degrees(longitude)?, degrees(latitude)?)
        }
    };
    let (east, north) = (BigDecimal::from(180), BigDecimal::from(90));
    let on_earth = longitude.abs() <= east && latitude.abs() <= north;
    on_earth.then(|| Value::GeoPoint(Box::new((longitude, latitude))))
}

/// Whether JSON is a `GeoJSON` object: a geometry, a collection of them, a feature or a collection of those.
pub fn is_geojson(json: &Json) -> bool {
    let Some(kind) = json.get("type").and_then(Json::as_str) else { return false };
    let framed = json
        .get("bbox")
        .is_none_or(|bbox| bbox.as_array().is_some_and(|numbers| numbers.iter().all(Json::is_number)));
    framed
        && match kind {
            "GeometryCollection" => all(json.get("geometries"), is_geometry),
            "Feature" => is_feature(json),
            "FeatureCollection" => all(json.get("features"), is_feature),
            _ => is_geometry(json),
        }
}

/// Whether JSON is a `TopoJSON` topology.
pub fn is_topojson(json: &Json) -> bool {
    let kind = json.get("type").and_then(Json::as_str);
    kind == Some("Topology")
        && json.get("objects").is_some_and(Json::is_object)
        && all(json.get("arcs"), |arc| arc.as_array().is_some_and(|points| points.len() >= 2))
}

fn degrees(text: &str) -> Option<BigDecimal> {
    match number::number(text, number::PLAIN)? {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn degrees_of(json: &Json) -> Option<BigDecimal> {
    match json {
        Json::Number(number) => BigDecimal::from_str(&number.to_string()).ok(),
        Json::String(text) => degrees(text),
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
        "MultiPoint" => all(coordinates, is_position),
        "LineString" => coordinates.is_some_and(|line| is_line(line, 2)),
        "MultiLineString" => all(coordinates, |line| is_line(line, 2)),
        "Polygon" => coordinates.is_some_and(is_polygon),
        "MultiPolygon" => all(coordinates, is_polygon),
        _ => false,
    }
}

fn is_polygon(json: &Json) -> bool {
    all(Some(json), |ring| is_line(ring, 4))
}

fn is_line(json: &Json, shortest: usize) -> bool {
    json.as_array().is_some_and(|points| points.len() >= shortest && points.iter().all(is_position))
}

/// Two numbers: the profile knows no altitude.
fn is_position(json: &Json) -> bool {
    json.as_array().is_some_and(|pair| pair.len() == 2 && pair.iter().all(Json::is_number))
}

fn all(json: Option<&Json>, test: impl Fn(&Json) -> bool) -> bool {
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
            assert_eq!(point(text, format).is_some(), expected, "{text}");
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
