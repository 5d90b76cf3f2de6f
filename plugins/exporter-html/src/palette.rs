//! The colours of the page on screen, such that everything can be read.

use baocao_exporter::ExportError;
use serde::Serialize;

use crate::Options;
use crate::colour::Colour;

/// The colours of both looks.
#[derive(Clone, Debug)]
pub struct Palette {
    pub accent: Colour,
    pub light: Looks,
    pub dark: Looks,
}

/// The colours of one look, as the style writes them.
#[derive(Clone, Debug, Serialize)]
pub struct Looks {
    pub ground: String,
    pub ink: String,
    pub link: String,
    pub soft: String,
    pub bad: String,
    pub warn: String,
    pub good: String,
}

/// What text beside the letter's own is written in, before it is made to stand out: soft, bad, warn, good.
const LIGHT: [&str; 4] = ["#555555", "#a80000", "#7a4b00", "#1d6b34"];
const DARK: [&str; 4] = ["#b4b4b4", "#ff9c94", "#f0c27a", "#8fd6a3"];

impl Palette {
    /// Refuses what is no colour and text that cannot be told from its ground.
    pub fn of(options: &Options) -> Result<Self, ExportError> {
        let accent = read("/accent", &options.accent)?;
        let colours = &options.colours;
        Ok(Self {
            accent,
            light: looks("/colours/ground", &colours.ground, "/colours/ink", &colours.ink, accent, LIGHT)?,
            dark: looks(
                "/colours/dark_ground",
                &colours.dark_ground,
                "/colours/dark_ink",
                &colours.dark_ink,
                accent,
                DARK,
            )?,
        })
    }
}

fn looks(
    ground_at: &str,
    ground: &str,
    ink_at: &str,
    ink: &str,
    accent: Colour,
    others: [&str; 4],
) -> Result<Looks, ExportError> {
    let (ground, ink) = (read(ground_at, ground)?, read(ink_at, ink)?);
    if !ink.is_readable_on(ground) {
        return Err(ExportError::Options {
            pointer: ink_at.to_owned(),
            message: format!(
                "`{}` cannot be read on `{}`; the contrast must be 4.5 to 1 at least",
                ink.hex(),
                ground.hex()
            ),
        });
    }
    let readable = |colour: &str| {
        let colour = Colour::parse(colour).expect("the constants are colours; a test reads them");
        colour.readable_on(ground).hex()
    };
    let [soft, bad, warn, good] = others.map(readable);
    Ok(Looks { link: accent.readable_on(ground).hex(), ground: ground.hex(), ink: ink.hex(), soft, bad, warn, good })
}

fn read(pointer: &str, text: &str) -> Result<Colour, ExportError> {
    Colour::parse(text).ok_or_else(|| ExportError::Options {
        pointer: pointer.to_owned(),
        message: format!("`{text}` is not a colour; write it as `#rrggbb`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_colours_stay_as_they_are() {
        let palette = Palette::of(&Options::default()).unwrap();
        assert_eq!([&*palette.light.soft, &*palette.light.bad, &*palette.light.warn, &*palette.light.good], LIGHT);
        assert_eq!([&*palette.dark.soft, &*palette.dark.bad, &*palette.dark.warn, &*palette.dark.good], DARK);
    }
}
