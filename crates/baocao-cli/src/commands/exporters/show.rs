use baocao_host::{Description, Exporter, Installation, Isolation, Limits};
use serde_json::{Value, json};

use super::options_toml::options_toml;
use super::{no_installation, refused};
use crate::outcome::{Outcome, Page};

/// Shows what an exporter says of itself, or only the JSON Schema of its options, for editors.
pub fn run(id: &str, schema: bool) -> Outcome {
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    let exporter = installation.named(id);
    match exporter.and_then(|installed| Exporter::load(&installed, Isolation::default(), Limits::default())) {
        Ok(exporter) if schema => {
            let schema = exporter.description.options_schema;
            let page = Page { text: format!("{schema:#}\n"), json: json!({ "schema": schema }) };
            Outcome { page: Some(page), ..Outcome::default() }
        }
        Ok(exporter) => Outcome { page: Some(page(&exporter)), ..Outcome::default() },
        Err(error) => refused(id, &error, &installation),
    }
}

fn page(exporter: &Exporter) -> Page {
    let Description { id, name, version, media_type, extension, document, features, unknown_features, options_schema } =
        &exporter.description;
    let path = exporter.path.display();
    let known = features.iter().map(|feature| feature.word());
    let words: Vec<_> = known.chain(unknown_features.iter().cloned()).collect();
    let options = options_toml(id, options_schema);
    Page {
        text: format!(
            "# {name} ({id} {version})\n# {path}\n# .{extension}, {media_type}, document {}.{}\n# {}\n\n{options}",
            document.major,
            document.minor,
            words.join(", "),
        ),
        json: json!({
            "id": id,
            "name": name,
            "version": version,
            "media_type": media_type,
            "extension": extension,
            "document": document,
            "features": words,
            "path": path.to_string(),
            "options_schema": options_schema,
            "options_toml": Value::from(options),
        }),
    }
}
