//! Types, bounds and signatures as text.

use serde_json::Value;

/// A type.
pub fn ty(value: &Value) -> String {
    if value.is_null() || value == "infer" {
        return String::from("_");
    }
    let Some((kind, inner)) = value.as_object().and_then(|object| object.iter().next()) else { return raw(value) };
    match kind.as_str() {
        "resolved_path" => path(inner),
        "generic" | "primitive" => text(inner).to_owned(),
        "tuple" => format!("({})", list(inner, ty)),
        "slice" => format!("[{}]", ty(inner)),
        "array" => format!("[{}; {}]", ty(&inner["type"]), text(&inner["len"])),
        "impl_trait" => format!("impl {}", bounds("", inner)),
        "raw_pointer" => {
            format!("*{} {}", if inner["is_mutable"] == true { "mut" } else { "const" }, ty(&inner["type"]))
        }
        "borrowed_ref" => {
            let lifetime = inner["lifetime"].as_str().map(|name| format!("{name} ")).unwrap_or_default();
            format!("&{lifetime}{}{}", if inner["is_mutable"] == true { "mut " } else { "" }, ty(&inner["type"]))
        }
        "dyn_trait" => {
            let traits = inner["traits"].as_array().into_iter().flatten().map(|t| path(&t["trait"]));
            format!(
                "dyn {}",
                traits.chain(inner["lifetime"].as_str().map(String::from)).collect::<Vec<_>>().join(" + ")
            )
        }
        "qualified_path" => {
            let of = if inner["trait"].is_null() { String::new() } else { format!(" as {}", path(&inner["trait"])) };
            format!("<{}{of}>::{}", ty(&inner["self_type"]), text(&inner["name"]))
        }
        _ => raw(value),
    }
}

/// A function's header, path and signature.
pub fn function(inner: &Value, path: &str) -> String {
    let header = &inner["header"];
    let word = |key: &str, word| if header[key] == true { word } else { "" };
    let words = [word("is_const", "const "), word("is_async", "async "), word("is_unsafe", "unsafe ")].concat();
    let inputs = inner["sig"]["inputs"].as_array().into_iter().flatten();
    let inputs: Vec<_> = inputs.map(|input| format!("{}: {}", text(&input[0]), ty(&input[1]))).collect();
    let output = &inner["sig"]["output"];
    let output = if output.is_null() { String::new() } else { format!(" -> {}", ty(output)) };
    let generic = &inner["generics"];
    format!("{words}fn {path}{}({}){output}{}", generics(generic), inputs.join(", "), wheres(generic))
}

/// The generic parameters of an item in angle brackets; those of `impl Trait` are in the signature.
pub fn generics(value: &Value) -> String {
    let parameters = value["params"].as_array().into_iter().flatten();
    let parameters: Vec<_> = parameters.filter_map(parameter).collect();
    if parameters.is_empty() { String::new() } else { format!("<{}>", parameters.join(", ")) }
}

fn parameter(value: &Value) -> Option<String> {
    let (name, kind) = (text(&value["name"]), &value["kind"]);
    if let Some(lifetime) = kind.get("lifetime") {
        let outlives = list_by(&lifetime["outlives"], " + ", |name| text(name).to_owned());
        return Some(if outlives.is_empty() { name.to_owned() } else { format!("{name}: {outlives}") });
    }
    if let Some(constant) = kind.get("const") {
        return Some(format!("const {name}: {}", ty(&constant["type"])));
    }
    let kind = &kind["type"];
    let default = if kind["default"].is_null() { String::new() } else { format!(" = {}", ty(&kind["default"])) };
    (kind["is_synthetic"] != true).then(|| format!("{name}{}{default}", bounds(": ", &kind["bounds"])))
}

/// The where clause of an item, with a space before it.
pub fn wheres(value: &Value) -> String {
    let predicates = list(&value["where_predicates"], |predicate| {
        if let Some(bound) = predicate.get("bound_predicate") {
            format!("{}{}", ty(&bound["type"]), bounds(": ", &bound["bounds"]))
        } else if let Some(bound) = predicate.get("lifetime_predicate") {
            let outlives = list_by(&bound["outlives"], " + ", |name| text(name).to_owned());
            format!("{}: {outlives}", text(&bound["lifetime"]))
        } else {
            raw(predicate)
        }
    });
    if predicates.is_empty() { predicates } else { format!(" where {predicates}") }
}

/// Bounds with a prefix; an empty string if there are none.
pub fn bounds(before: &str, value: &Value) -> String {
    let all = list_by(value, " + ", |bound| {
        if let Some(lifetime) = bound.get("outlives") {
            return text(lifetime).to_owned();
        }
        let Some(inner) = bound.get("trait_bound") else { return raw(bound) };
        let maybe = if inner["modifier"] == "maybe" { "?" } else { "" };
        let lifetimes = list(&inner["generic_params"], |parameter| text(&parameter["name"]).to_owned());
        let lifetimes = if lifetimes.is_empty() { lifetimes } else { format!("for<{lifetimes}> ") };
        format!("{maybe}{lifetimes}{}", path(&inner["trait"]))
    });
    if all.is_empty() { all } else { format!("{before}{all}") }
}

/// A path with its arguments.
fn path(value: &Value) -> String {
    let (name, arguments) = (text(&value["path"]), &value["args"]);
    if let Some(inner) = arguments.get("parenthesized") {
        let output = &inner["output"];
        let output = if output.is_null() { String::new() } else { format!(" -> {}", ty(output)) };
        return format!("{name}({}){output}", list(&inner["inputs"], ty));
    }
    let inner = &arguments["angle_bracketed"];
    let mut all = list(&inner["args"], |argument| match argument.get("lifetime") {
        Some(lifetime) => text(lifetime).to_owned(),
        None => argument.get("type").map_or_else(|| raw(argument), ty),
    });
    let equal = list(&inner["constraints"], |constraint| {
        let binding = &constraint["binding"];
        let is = binding["equality"].get("type").map(|is| format!(" = {}", ty(is)));
        format!("{}{}", text(&constraint["name"]), is.unwrap_or_else(|| bounds(": ", &binding["constraint"])))
    });
    if !equal.is_empty() {
        all = if all.is_empty() { equal } else { format!("{all}, {equal}") };
    }
    if all.is_empty() { name.to_owned() } else { format!("{name}<{all}>") }
}

fn list(value: &Value, each: impl Fn(&Value) -> String) -> String {
    list_by(value, ", ", each)
}

fn list_by(value: &Value, between: &str, each: impl Fn(&Value) -> String) -> String {
    value.as_array().into_iter().flatten().map(each).collect::<Vec<_>>().join(between)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Types without a rule here: rustdoc's JSON, without the numbers that change from run to run.
fn raw(value: &Value) -> String {
    fn without_ids(value: &Value) -> Value {
        match value {
            Value::Object(all) => all
                .iter()
                .filter(|(key, _)| *key != "id")
                .map(|(key, value)| (key.clone(), without_ids(value)))
                .collect(),
            Value::Array(all) => all.iter().map(without_ids).collect(),
            other => other.clone(),
        }
    }
    without_ids(value).to_string()
}
