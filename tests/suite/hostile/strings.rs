//! Strings that nobody would write at a meeting, made one after another from a seed.

/// What each begins with, so that those that came to a screen can be counted there.
pub const MARK: char = '¤';

/// What they are made of.
const PIECES: [&str; 72] = [
    "\u{1b}]0;ny titel\u{7}",
    "\u{1b}]8;;http://x\u{1b}\\",
    "\u{1b}[2J",
    "\u{1b}[H",
    "\u{1b}[?1049l",
    "\u{1b}[31m",
    "\u{1b}[6n",
    "\u{1b}P1$r\u{1b}\\",
    "\u{1b}c",
    "\u{1b}",
    "\u{1b}[",
    "\u{1b}_G\u{1b}\\",
    "\u{1b}[201~",
    "\u{1b}[200~",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{90}q\u{9c}",
    "\u{80}",
    "\u{85}",
    "\u{84}",
    "\u{8d}",
    "\u{0}",
    "\u{7}",
    "\u{8}\u{8}",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\u{f}",
    "\u{7f}",
    "\t",
    "\u{202e}",
    "\u{202a}x\u{202c}",
    "\u{2066}",
    "\u{2069}",
    "\u{61c}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{34f}",
    "\u{3164}",
    "\u{115f}",
    "\u{180e}",
    "\u{fe0f}",
    "❤\u{fe0f}",
    "\u{e0041}",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "\u{e0100}",
    "👩\u{200d}👩\u{200d}👧",
    "👍🏽",
    "🇸🇪🇸",
    "ᄀᄀᄀ가",
    "क्षि",
    "\u{301}\u{302}\u{303}",
    "e\u{301}",
    "שלום",
    "سلام",
    "﷽",
    "字",
    "Å",
    "ord ",
    "{ $x }",
    "**a**",
    "\u{fffe}",
    "\u{10ffff}",
];

/// The maker.
pub struct Strings {
    state: u64,
    /// How many it has made.
    pub made: usize,
}

impl Strings {
    /// Makes the same ones from the same seed.
    pub fn from_seed(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            made: 0,
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        // xorshift64*
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let drawn = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(drawn).expect("31 bits") % bound
    }

    /// Any character that there is, often of the first ones.
    fn any(&mut self) -> char {
        let bound = [0xa0, 0x2070, 0x11_0000][self.below(3)];
        char::from_u32(u32::try_from(self.below(bound)).expect("a number")).unwrap_or('\u{fffd}')
    }

    /// The next one. No line feeds: it is to be found on one line.
    pub fn next(&mut self) -> String {
        self.made += 1;
        let mut text = MARK.to_string();
        for _ in 0..=self.below(3) {
            match self.below(12) {
                0 => text.push(self.any()),
                1 if self.made.is_multiple_of(50) => text.push_str(&"\u{302}".repeat(300)),
                _ => text.push_str(PIECES[self.below(PIECES.len())]),
            }
        }
        text.replace('\n', "\u{1b}")
    }
}
