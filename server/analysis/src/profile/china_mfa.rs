//! The Foreign Ministry of China, in English and in Chinese.

use super::{BeforeColon, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "china-mfa".into(),
        title: "Ministry of Foreign Affairs of China".into(),
        people: forms(&["{name}"], &[]),
        press: forms(&["{outlet}记者", "{outlet}"], &[]),
        question: list(&["记者", "问", "追问", "Follow-up"]),
        question_colon: Some(true),
        signs: list(&[
            "Xinhua",
            "CCTV",
            "CGTN",
            "China Daily",
            "Global Times",
            "China News Service",
            "总台",
            "新华社",
            "中新社",
            "环球时报",
        ]),
        before_colon: Some(BeforeColon::Nothing),
        ..generic()
    }
}
