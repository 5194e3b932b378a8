//! The words that Presscript knows: what notes say, who is nobody in particular, which words are titles.
//!
//! Every table is in folded form (see [`fold`]): lower case, no punctuation, single spaces.

pub use super::table::Table;
use super::table::words;
pub use super::words::{
    begins_folded, count_folded_words, count_words, digest_letters, fold, folded_words,
    is_unspaced, with_fold, word_starts,
};

/// What an annotation or a parenthesis is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// A question that nobody heard: `[Follow-up question inaudible]`.
    UnheardQuestion,
    /// Words that nobody heard.
    Inaudible,
    /// Laughter.
    Laughter,
    /// Applause.
    Applause,
    /// Several people at once.
    Crosstalk,
    /// Nobody speaks.
    Pause,
    /// Said in another language, or by an interpreter.
    Interpreted,
    /// Written as it sounded.
    Phonetic,
    /// Written as it was said, mistakes included.
    Sic,
    /// Another direction: somebody leaves, a film is shown.
    Direction,
    /// Words that the editor put in: `We now [have] over`.
    Insertion,
    /// A parenthesis that was spoken.
    Spoken,
}

impl NoteKind {
    /// The kind of the words between square brackets; `alone` when they are a line of their own.
    pub fn of_annotation(text: &str, alone: bool) -> Self {
        known(&fold(text)).unwrap_or(if alone {
            Self::Direction
        } else {
            Self::Insertion
        })
    }

    /// The kind of the words between parentheses; `alone` when they are a line of their own.
    pub fn of_parenthesis(text: &str, alone: bool) -> Self {
        let folded = fold(text);
        match known(&folded) {
            Some(kind) if alone || folded.split(' ').count() <= 4 || folded.starts_with("as ") => {
                kind
            }
            _ => Self::Spoken,
        }
    }

    /// Whether the words were part of the speech.
    pub fn is_spoken(self) -> bool {
        matches!(self, Self::Insertion | Self::Spoken)
    }

    /// What it means, for a hover.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::UnheardQuestion => {
                "A question that could not be heard; it counts as a question of this exchange."
            }
            Self::Inaudible => "Words that could not be heard.",
            Self::Laughter => "Laughter.",
            Self::Applause => "Applause.",
            Self::Crosstalk => "Several people speak at once.",
            Self::Pause => "A pause.",
            Self::Interpreted => "Said in another language, or rendered by an interpreter.",
            Self::Phonetic => "A name or word written as it sounded.",
            Self::Sic => "Written as it was said, mistake included.",
            Self::Direction => "What happened in the room; nobody said it.",
            Self::Insertion => "Words that the editor put in; the speaker did not say them.",
            Self::Spoken => "A parenthesis in the speech.",
        }
    }
}

fn known(folded: &str) -> Option<NoteKind> {
    if has_word(folded, &INAUDIBLE) {
        return Some(if has_word(folded, &QUESTION) {
            NoteKind::UnheardQuestion
        } else {
            NoteKind::Inaudible
        });
    }
    NOTES
        .iter()
        .find(|(table, _)| has_word(folded, table))
        .map(|&(_, kind)| kind)
}

/// All words and phrases that notes say, in no order.
pub fn note_phrases() -> impl Iterator<Item = &'static str> {
    let tables = NOTES.iter().map(|(table, _)| *table);
    tables.chain([&INAUDIBLE]).flat_map(|table| table.iter())
}

/// Whether `phrase` occurs in `folded` at word boundaries (anywhere in a script without spaces).
fn contains_phrase(folded: &str, phrase: &str) -> bool {
    if phrase.len() > folded.len() {
        return false;
    }
    if phrase.chars().any(is_unspaced) {
        return folded.contains(phrase);
    }
    folded.match_indices(phrase).any(|(at, _)| {
        let before = at == 0 || folded.as_bytes()[at - 1] == b' ';
        let end = at + phrase.len();
        before && (end == folded.len() || folded.as_bytes()[end] == b' ')
    })
}

words!(
    INAUDIBLE,
    "
    inaudible, unintelligible, indistinct, off mic, off mike, off microphone, offmic, not heard,
    unheard, could not be heard, without microphone, no microphone, no audio, unverständlich,
    ohne mikrofon, akustisch unverständlich, ininteligible, inintelligible, hors micro,
    fuera de micrófono, inaudível, ininteligível, fora do microfone, inaudibile,
    incomprensibile, fuori microfono, нерозбірливо, не чути, niesłyszalne, niezrozumiałe, onverstaanbaar,
    неразборчиво, не слышно, 听不清, 聽不清, 聞き取れず, 聞き取り不能
"
);
words!(
    QUESTION,
    "
    question, questions, follow up question, frage, zusatzfrage, pregunta, вопрос, запитання, pytanie,
    vraag, domanda, pergunta, 提问, 问题, 提問, 質問
"
);
words!(
    LAUGHTER,
    "
    laughter, laughs, laugh, laughing, chuckles, chuckle, lachen, lacht, heiterkeit, rires,
    risas, risate, risos, смех, сміх, śmiech, gelach, skratt, latter, 笑, 笑声
"
);
words!(
    APPLAUSE,
    "
    applause, beifall, applaudissements, aplausos, applausi, аплодисменты, оплески, oklaski, applaus,
    掌声, 拍手
"
);
words!(
    CROSSTALK,
    "
    crosstalk, cross talk, overlapping, speaking simultaneously, speaking at once, zwischenruf,
    zwischenrufe, zuruf, zurufe
"
);
words!(
    PAUSE,
    "
    pause, pauses, silence, long pause, пауза
"
);
words!(
    INTERPRETED,
    "
    as interpreted, as translated, interpreted, through interpreter, through an interpreter,
    via interpreter, interpretation, interpreter, translated, translator, translation,
    retranslated, speaks in, speaking in, as delivered in, gedolmetscht, übersetzung,
    dolmetscher, interprète, traduction, intérprete, traducción, через переводчика
"
);
words!(
    PHONETIC,
    "
    ph, phonetic, sp, phon
"
);
words!(
    SIC,
    "
    sic
"
);
words!(
    DIRECTION,
    "
    break, break in recording, video, audio, film, video plays, music, recess, end of recording,
    end of transcript, beginning of transcript, gestures, gesturing, nods, finaliza video
"
);
static NOTES: &[(&Table, NoteKind)] = &[
    (&LAUGHTER, NoteKind::Laughter),
    (&APPLAUSE, NoteKind::Applause),
    (&CROSSTALK, NoteKind::Crosstalk),
    (&PAUSE, NoteKind::Pause),
    (&INTERPRETED, NoteKind::Interpreted),
    (&PHONETIC, NoteKind::Phonetic),
    (&SIC, NoteKind::Sic),
    (&DIRECTION, NoteKind::Direction),
];

words!(
/// Labels that say that a question follows, but not who asks.
pub GENERIC_QUESTION, "
    q, question, questions, questioner, reporter, reporters, journalist, journalists, press,
    the press, member of the press, media, correspondent, audience member, audience members,
    audience, participant, member of the audience, frage, zusatz, zusatzfrage, nachfrage,
    frager, fragestellerin, fragesteller, journalistin, pregunta, preguntas, periodista,
    interlocutor, interlocutora, intervención, вопрос, вопросы, реплика, журналист, журналистка,
    корреспондент, domanda, giornalista, pergunta, jornalista, repórter, journaliste, 记者, 記者, 问, 問,
    提问, 提問, 質問, 記者団, запитання, питання, журналіст, журналістка, кореспондент, кореспондентка,
    pytanie, dziennikarz, dziennikarka, otázka, novinář, novinářka, vraag, fråga, spørgsmål, spørsmål,
    kérdés, újságíró, întrebare, jurnalist, soru, gazeteci, muhabir, ερώτηση, δημοσιογράφος, سؤال, السؤال,
    صحفي, الصحفي, صحفية, الصحفية, صحافي, الصحافي, מראיין, שאלה, עיתונאי, प्रश्न, पत्रकार, 질문, 기자, follow up, follow up question,
    followup, repregunta, 追问, 追問
");

words!(
/// Labels of a question that goes on with the one before it.
pub FOLLOW_UPS, "
    follow up, follow up question, followup, zusatz, zusatzfrage, nachfrage, repregunta, 追问, 追問
");

words!(
/// Words before a generic label that change nothing in it: `UNIDENTIFIED REPORTER`.
pub UNKNOWN_PEOPLE, "
    unidentified, unknown, unnamed, female, male, another, the
");

words!(
/// Words beside a name that say that its holder asks.
pub ASKERS, "
    frage, zusatz, zusatzfrage, nachfrage, question, pregunta, reporter, journalist, journalistin,
    journaliste, correspondent, periodista, вопрос, журналист, журналистка, корреспондент
");

words!(
/// Labels that say that an answer follows, but not whose.
pub GENERIC_ANSWER, "
    a, answer, antwort, respuesta, réponse, reponse, r, ответ, resposta, risposta, відповідь, odpowiedź,
    odpověď, antwoord, svar, válasz, răspuns, cevap, απάντηση, جواب, الجواب, תשובה, उत्तर, 답변, 答
");

words!(
/// Labels that head a list or a date, and are no speakers.
pub METADATA, "
    date, time, place, location, venue, topic, topics, subject, subjects, themen, thema, ort,
    datum, participants, attendees, present, speakers, moderators, note, notes, summary, agenda,
    duration, source, url, contact, title, category, tags, transcript by, editor, transcription,
    sprecher, lieu, fecha, lugar, дата, место, überweisungsvorschlag, tagesordnungspunkt,
    zusatztagesordnungspunkt, drucksache, beschlussempfehlung, gesamtherstellung, vertrieb,
    ordre du jour, orden del día, повестка дня, slides, video, audio
");

words!(
/// Titles of address that stand before a surname.
pub HONORIFICS, "
    mr, ms, mrs, miss, dr, prof, professor, sir, dame, lord, lady, m, mme, mlle, herr, frau, sr,
    sra, señor, señora, don, doña, sig, signor, signora, hon, rev, господин, госпожа, г н, г жа
");

words!(
/// Words that end a title: what follows them is a name.
pub TITLES, "
    president, minister, secretary, general, spokesperson, spokesman, spokeswoman, chair,
    chairman, chairwoman, chairperson, governor, ambassador, director, admiral, adm, colonel,
    col, major, captain, capt, lieutenant, lt, gen, commander, senator, congressman,
    congresswoman, representative, chancellor, commissioner, mayor, king, queen, prince,
    princess, premier, leader, speaker, moderator, host, advisor, adviser, officer,
    administrator, coordinator, envoy, official, sheriff, judge, justice, treasurer, deputy,
    attorney, undersecretary, chief, ceo, cfo, ombudsman, ombudsperson, rector, dean, principal, head, bundeskanzler, bundeskanzlerin, präsident,
    präsidentin, staatssekretär, staatssekretärin, sts, bm, ministerin, bundesminister,
    bundesministerin, vizepräsident, vizepräsidentin, vors, vorsitzender, vorsitzende, srs, srsin,
    stsin, bk, bkin, bmin, président, présidente, ministre, porte parole, secrétaire, directeur,
    directrice, gouverneur, ambassadeur, ambassadrice, presidente, presidenta, ministro, ministra,
    secretario, secretaria, subsecretario, subsecretaria, directora, gobernador, gobernadora,
    coordinador, coordinadora, jefe, jefa, canciller, embajador, embajadora, vocero,
    vocera, portavoz, almirante, comandante, президент, министр, председатель,
    премьер, секретарь, глава, губернатор, посол, директор, премьер министр, пресс секретарь
");

words!(
/// Words of a label whose holder gives the floor to others.
pub MODERATORS, "
    spokesperson, spokesman, spokeswoman, moderator, moderatorin, operator, host, facilitator,
    presenter, vors, vorsitzender, vorsitzende, moderador, moderadora, modérateur, modératrice,
    animateur, animatrice, moderatore, moderatrice, mediador, mediadora, ведущий, ведущая, модератор,
    ведучий, ведуча, prowadzący, prowadząca, المذيع, المذيعة, 사회자, 主持人, 司会, 司会者
");

words!(
/// Words of a label whose holder speaks for somebody else.
pub INTERPRETERS, "
    interpreter, translator, dolmetscher, dolmetscherin, interprète, intérprete, переводчик, 翻译,
    通訳
");

words!(
/// Words that hand the floor over without naming anybody.
pub HAND_OFF, "
    a, afternoon, again, ahead, all, alright, an, and, another, apologies, at, back, begin, by,
    bye, can, colleague, colleagues, come, comes, continue, could, dear, evening, everybody,
    everyone, excuse, fifth, final, finally, first, floor, for, fourth, from, front, gentleman,
    give, go, going, gonna, good, goodbye, great, have, hear, hello, here, hi, i, id, ill, im,
    in, is, it, its, journalist, just, lady, last, let, lets, like, line, maam, madam, maybe,
    me, mic, microphone, more, morning, move, much, next, now, of, ok, okay, on, one, online,
    our, over, pass, please, question, questions, right, row, second, see, sir, so, sorry,
    start, take, thank, thanks, that, the, then, there, think, third, this, time, to, today,
    turn, up, us, very, was, we, welcome, well, were, will, with, would, yeah, yes, you, your
");

words!(
/// Words in lower case that stand beside the name of an outlet.
pub OUTLET_WORDS, "
    reporter, representative, agency, news, newspaper, television, radio, tv
");

words!(
/// Words that begin a greeting.
pub GREETINGS, "
    thank, thanks, many, hi, hello, hey, good, greetings, yes, yeah, yep, okay, ok, great, sure, sorry,
    congratulations, welcome, morning, afternoon, evening, mr, madam, maam, sir, well, all, guten,
    hallo, danke, vielen, herr, frau, buenos, buenas, gracias, muchas, muy, hola, sí, bonjour,
    bonsoir, merci, oui, monsieur, madame, здравствуйте, добрый, доброе, спасибо, да, уважаемый,
    buongiorno, grazie, bom, boa, obrigado, obrigada
");

words!(
/// Words before the name of whoever introduces himself.
pub INTRODUCTIONS, "
    im, i am, my name is, my names, name is, names, this is, its, it is, ich bin, mein name ist,
    hier ist, hier, soy, mi nombre es, me llamo, habla, je suis, je mappelle, ici, меня зовут, я, это, sono,
    mi chiamo, sou, meu nome é, me chamo
");

words!(
/// [`INTRODUCTIONS`] up to their second words.
pub INTRODUCTION_STARTS, "
    im, i am, my name, my names, name is, names, this is, its, it is, ich bin, mein name,
    hier ist, hier, soy, mi nombre, me llamo, habla, je suis, je mappelle, ici, меня зовут, я, это, sono,
    mi chiamo, sou, meu nome, me chamo
");

words!(
/// Words between a name and an outlet.
pub OUTLET_LINKS, "
    from, with, for, of, at, von, vom, für, de, del, du, pour, da, do, di, per
");

words!(
/// Words with a capital that are no names, since they begin sentences or name places and days.
pub NO_NAMES, "
    i, im, ive, id, ill, a, about, after, again, all, also, an, and, another, any, are, as, at, back,
    because, before, both, but, by, can, could, did, do, does, each, every, finally, first, for,
    from, given, had, has, have, he, here, how, if, in, is, it, its, just, last, let, lets, like,
    look, many, may, might, more, most, my, next, no, not, now, of, okay, on, one, or, our, please,
    q, question, really, right, say, second, she, should, since, so, some, still, that, thats, the,
    their, then, there, theres, these, they, third, this, those, three, to, today, tomorrow, two,
    under, very, was, we, well, were, what, whats, when, where, which, while, who, whos, why, will,
    with, would, yes, yesterday, you, your, youve, youre, thank, thanks, good, hi, hello, hey, sir,
    madam, maam, morning, afternoon, evening, monday, tuesday, wednesday, thursday, friday,
    saturday, sunday, january, february, march, june, july, august, september, october, november,
    december, new, north, south, east, west, united, saudi, white, house, state, department,
    congress, senate, republicans, democrats, european, union, american, americans, russian, chinese,
    vice, press, your, administration, government, follow, ok, great, sorry, yeah, guten, tag, morgen,
    abend, ich, wir, sie, das, die, der, und, aber, wie, was, wann, wo, warum, danke, frage, buenos,
    buenas, gracias, señor, señora, el, la, los, las, en, qué, cómo, cuándo, usted, bonjour, merci,
    monsieur, madame, le, les, une, un, est, vous, je, здравствуйте, добрый, спасибо, вы, как, что,
    когда, господин, у, в, на, и, а, но, мы
");

words!(
/// Words in the name of an outlet.
pub OUTLET_NAMES, "
    news, tv, television, times, daily, weekly, agency, radio, gazette, tribune, herald,
    broadcasting, magazine, newspaper, newspapers, network, channel, zeitung, nachrichten, rundfunk,
    fernsehen, agentur, diario, periódico, televisión, agencia, noticias, revista, télévision,
    agence, quotidien, газета, агентство, телеканал, телевидение, радио, журнал, shimbun, wire
");

words!(
/// News agencies and broadcasters that many houses know by this name alone.
pub KNOWN_OUTLETS, "
    reuters, afp, ap, upi, bloomberg, cctv, cgtn, cnn, bbc, nbc, abc, cbs, cnbc, npr, nhk, kyodo,
    jiji, xinhua, tass, interfax, dpa, efe, ansa, anadolu, yonhap, pti, rfi, rtl, zdf, ard, tve,
    notimex, al jazeera, press trust of india
");

/// Whether a text is the name of an outlet, as far as words tell: `Example TV`, `例子通讯社`, `Reuters`.
pub fn is_outlet(written: &str) -> bool {
    const ENDS: &[&str] = &[
        "通讯社",
        "通訊社",
        "通信社",
        "社",
        "日报",
        "日報",
        "时报",
        "時報",
        "晚报",
        "报",
        "報",
        "新闻网",
        "电视台",
        "電視台",
        "广播电台",
        "新聞",
        "通信",
        "テレビ",
        "放送",
    ];
    with_fold(written, |folded| {
        if KNOWN_OUTLETS.contains(folded) {
            return true;
        }
        if folded.chars().all(is_unspaced) {
            return title_end(written).is_none() && ENDS.iter().any(|end| folded.ends_with(end));
        }
        let mut words = folded.split(' ');
        folded.contains(' ')
            && words.clone().any(|word| OUTLET_NAMES.contains(word))
            && !written.split_whitespace().any(is_title_word)
            && !words.any(|word| HONORIFICS.contains(word))
    })
}

/// Whether a word belongs to a title: `Minister`, and in German also `Staatsminister`.
pub fn is_title_word(word: &str) -> bool {
    with_fold(word, is_folded_title_word)
}

/// The same for a word that is folded.
pub fn is_folded_title_word(folded: &str) -> bool {
    const SHORTEST: usize = "kanzler".len();
    const ENDS: &[&str] = &[
        "minister",
        "ministerin",
        "sekretär",
        "sekretärin",
        "präsident",
        "präsidentin",
        "kanzler",
        "kanzlerin",
        "sprecher",
        "sprecherin",
        "direktor",
        "direktorin",
        "beauftragter",
        "beauftragte",
        "vorsitzender",
        "vorsitzende",
    ];
    let ends = || ENDS.iter().any(|end| folded.ends_with(end));
    TITLES.contains(folded) || (folded != "sprecher" && folded.len() >= SHORTEST && ends())
}

/// Where the title ends in a label without spaces: behind `发言人` in `外交部发言人毛宁`.
pub fn title_end(written: &str) -> Option<usize> {
    const TITLES: &[&str] = &[
        "发言人",
        "發言人",
        "报道官",
        "報道官",
        "报导官",
        "部长",
        "部長",
        "外长",
        "外長",
        "主席",
        "总理",
        "總理",
        "总统",
        "總統",
        "首相",
        "総理",
        "大統領",
        "大臣",
        "長官",
        "局长",
        "局長",
        "司长",
        "司長",
        "大使",
        "国务委员",
        "会長",
        "社長",
        "知事",
        "市長",
        "市长",
        "議長",
        "主任",
        "总裁",
        "総裁",
    ];
    if !written.chars().all(|c| is_unspaced(c) || c == ' ') {
        return None;
    }
    let ends = TITLES
        .iter()
        .filter_map(|title| Some(written.rfind(title)? + title.len()));
    ends.max()
}

/// Whether a folded text has one of the table's words or phrases in it.
pub fn has_word(folded: &str, table: &Table) -> bool {
    let contains = |phrase: &str| contains_phrase(folded, phrase);
    folded.split(' ').any(|word| table.contains(word))
        || match !folded.is_ascii() && folded.chars().any(is_unspaced) {
            true => table.iter().any(contains),
            false => table.phrases().iter().any(|phrase| contains(phrase)),
        }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn introductions_start_as_they_go_on() {
        let starts = INTRODUCTIONS.iter().map(|phrase| {
            let third = phrase.match_indices(' ').nth(1);
            third.map_or(phrase, |(end, _)| &phrase[..end])
        });
        let starts: BTreeSet<&str> = starts.collect();
        assert_eq!(INTRODUCTION_STARTS.iter().collect::<BTreeSet<_>>(), starts);
    }

    #[test]
    fn notes_are_told_from_insertions() {
        for (text, kind) in [
            ("inaudible", NoteKind::Inaudible),
            ("Follow-up question inaudible", NoteKind::UnheardQuestion),
            ("Question off-mic.", NoteKind::UnheardQuestion),
            ("Laughter and applause.", NoteKind::Laughter),
            ("have", NoteKind::Insertion),
            ("Russia", NoteKind::Insertion),
            ("Heiterkeit", NoteKind::Laughter),
            ("笑声", NoteKind::Laughter),
        ] {
            assert_eq!(NoteKind::of_annotation(text, false), kind, "{text}");
        }
        assert_eq!(
            NoteKind::of_annotation("She leaves the room", true),
            NoteKind::Direction
        );
    }

    #[test]
    fn a_long_parenthesis_was_spoken() {
        assert_eq!(
            NoteKind::of_parenthesis("Laughter.", false),
            NoteKind::Laughter
        );
        assert_eq!(
            NoteKind::of_parenthesis("As interpreted.", false),
            NoteKind::Interpreted
        );
        assert_eq!(
            NoteKind::of_parenthesis("and there was much laughter in the room", false),
            NoteKind::Spoken
        );
        assert_eq!(
            NoteKind::of_parenthesis("the second one", false),
            NoteKind::Spoken
        );
    }
}
