//! Finds the items that can be named from outside, by the paths under which they are public.

use crate::types::{bounds, function, generics, ty, wheres};
use serde_json::Value;
use std::collections::HashMap;

/// A line for each public item, sorted, without duplicates.
pub fn lines(json: &Value) -> Vec<String> {
    let mut walk = Walk { json, lines: Vec::new(), printed: HashMap::new() };
    let root = &json["index"][json["root"].to_string()];
    walk.module(root, root["name"].as_str().unwrap_or_default());
    walk.lines.sort();
    walk.lines.dedup();
    walk.lines
}

struct Walk<'j> {
    json: &'j Value,
    lines: Vec<String>,
    /// The items that already have lines, with the path of those lines.
    printed: HashMap<u64, String>,
}

impl<'j> Walk<'j> {
    fn item(&self, id: &Value) -> Option<&'j Value> {
        self.json["index"].get(id.to_string())
    }

    fn items(&self, ids: &'j Value) -> impl Iterator<Item = &'j Value> + use<'j> {
        let index = &self.json["index"];
        ids.as_array().into_iter().flatten().filter_map(|id| index.get(id.to_string()))
    }

    /// Visits a module: its modules and own items first, so that they take precedence over re-exports.
    fn module(&mut self, module: &'j Value, path: &str) {
        self.lines.push(format!("pub mod {path}"));
        let items = || self.items(&module["inner"]["module"]["items"]);
        let (reexports, mut own): (Vec<_>, Vec<_>) = items().partition(|item| item["inner"].get("use").is_some());
        own.sort_by_key(|item| name(item));
        for item in own {
            self.named(item, &format!("{path}::{}", name(item)));
        }
        for reexport in reexports {
            self.reexport(&reexport["inner"]["use"], path);
        }
    }

    fn reexport(&mut self, reexport: &'j Value, path: &str) {
        let glob = reexport["is_glob"] == true;
        match self.item(&reexport["id"]) {
            Some(module) if glob => {
                for item in self.items(&module["inner"]["module"]["items"]) {
                    self.named(item, &format!("{path}::{}", name(item)));
                }
            }
            Some(item) => self.named(item, &format!("{path}::{}", reexport["name"].as_str().unwrap_or_default())),
            None => self.lines.push(format!(
                "pub use {path}::{} = {}",
                if glob { "*" } else { reexport["name"].as_str().unwrap_or_default() },
                reexport["source"].as_str().unwrap_or_default()
            )),
        }
    }

    /// An item under one of its paths: its lines, or the path at which its lines are.
    fn named(&mut self, item: &'j Value, path: &str) {
        let id = item["id"].as_u64().unwrap_or_default();
        if let Some(first) = self.printed.get(&id) {
            self.lines.push(format!("pub use {path} = {first}"));
            return;
        }
        self.printed.insert(id, path.to_owned());
        let Some((kind, inner)) = item["inner"].as_object().and_then(|inner| inner.iter().next()) else { return };
        let attributes = attributes(item);
        let (parameters, wheres) = (generics(&inner["generics"]), wheres(&inner["generics"]));
        match kind.as_str() {
            "module" => return self.module(item, path),
            "function" => self.lines.push(format!("pub {attributes}{}", function(inner, path))),
            "constant" => self.lines.push(format!("pub const {path}: {}", ty(&inner["type"]))),
            "static" => self.lines.push(format!("pub static {path}: {}", ty(&inner["type"]))),
            "type_alias" => self.lines.push(format!("pub type {path}{parameters} = {}{wheres}", ty(&inner["type"]))),
            "struct" => {
                self.lines.push(format!("pub {attributes}struct {path}{parameters}{wheres}"));
                self.fields(&inner["kind"], path);
            }
            "enum" => {
                self.lines.push(format!("pub {attributes}enum {path}{parameters}{wheres}"));
                for variant in self.items(&inner["variants"]) {
                    let path = format!("{path}::{}", name(variant));
                    self.lines.push(format!("pub {}variant {path}", self::attributes(variant)));
                    self.fields(&variant["inner"]["variant"]["kind"], &path);
                }
            }
            "trait" => {
                self.lines.push(format!("pub trait {path}{parameters}{}{wheres}", bounds(": ", &inner["bounds"])));
                self.members(&inner["items"], path);
            }
            other => self.lines.push(format!("pub {other} {path}")),
        }
        for implementation in self.items(&inner["impls"]).chain(self.items(&inner["implementations"])) {
            self.implementation(implementation, path, kind == "trait");
        }
    }

    /// The public fields of a struct or a variant.
    fn fields(&mut self, kind: &'j Value, path: &str) {
        let fields = kind["plain"].get("fields").or_else(|| kind["struct"].get("fields")).or_else(|| kind.get("tuple"));
        let Some(fields) = fields else { return };
        for field in self.items(fields) {
            let line = format!("pub field {path}::{}: {}", name(field), ty(&field["inner"]["struct_field"]));
            self.lines.push(line);
        }
    }

    fn implementation(&mut self, item: &'j Value, path: &str, is_trait: bool) {
        let inner = &item["inner"]["impl"];
        let of = inner["trait"]["path"].as_str();
        // Of the traits that every type has, only those that decide whether it may be sent to another thread.
        let is_automatic = inner["is_synthetic"] == true && !matches!(of, Some("Send" | "Sync"));
        let is_internal = of == Some("StructuralPartialEq");
        if is_trait || is_automatic || is_internal || !inner["blanket_impl"].is_null() {
            return;
        }
        let Some(_) = of else { return self.members(&inner["items"], path) };
        let not = if inner["is_negative"] == true { "!" } else { "" };
        let (parameters, wheres) = (generics(&inner["generics"]), wheres(&inner["generics"]));
        let of = ty(&serde_json::json!({ "resolved_path": inner["trait"] }));
        // `Finder<'_>` with its whole path; a reference to it, or a list of it, as rustdoc writes it.
        let on = ty(&inner["for"]);
        let last = path.rsplit("::").next().unwrap_or(path);
        let on = on.strip_prefix(last).map(|arguments| format!("{path}{arguments}")).unwrap_or(on);
        self.lines.push(format!("impl{parameters} {not}{of} for {on}{wheres}"));
        for member in self.items(&inner["items"]).filter(|member| member["inner"].get("assoc_type").is_some()) {
            let line =
                format!("type <{on} as {of}>::{} = {}", name(member), ty(&member["inner"]["assoc_type"]["type"]));
            self.lines.push(line);
        }
    }

    /// Functions, constants and types of an implementation or a trait.
    fn members(&mut self, ids: &'j Value, path: &str) {
        for member in self.items(ids) {
            let (path, inner) = (format!("{path}::{}", name(member)), &member["inner"]);
            let line = if let Some(inner) = inner.get("function") {
                format!("pub {}{}", attributes(member), function(inner, &path))
            } else if let Some(inner) = inner.get("assoc_const") {
                format!("pub const {path}: {}", ty(&inner["type"]))
            } else {
                format!("pub type {path}{}", bounds(": ", &inner["assoc_type"]["bounds"]))
            };
            self.lines.push(line);
        }
    }
}

fn name(item: &Value) -> &str {
    item["name"].as_str().unwrap_or_default()
}

/// The attributes of an item that are part of the API, and whether it is deprecated.
fn attributes(item: &Value) -> String {
    let mut text = String::new();
    for attribute in item["attrs"].as_array().into_iter().flatten() {
        match attribute.as_str() {
            Some(plain) => text += &format!("#[{plain}] "),
            None if attribute.get("must_use").is_some() => text += "#[must_use] ",
            None => {}
        }
    }
    if !item["deprecation"].is_null() {
        text += "#[deprecated] ";
    }
    text
}
