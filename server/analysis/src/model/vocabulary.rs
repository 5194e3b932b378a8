//! The words that Presscript knows: what notes say, who is nobody in particular, which words are titles.
//!
//! Every table is in folded form (see [`fold`]): lower case, no punctuation, single spaces.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use unicode_segmentation::UnicodeSegmentation;

/// Words and phrases.
#[derive(Debug)]
pub struct Table {
    all: HashSet<&'static str, FixedState>,
    /// Those with a space.
    phrases: Vec<&'static str>,
}

impl Table {
    fn of(all: impl Iterator<Item = &'static str>) -> Self {
        let all: HashSet<_, _> = all.collect();
        let phrases = all.iter().copied().filter(|phrase| phrase.contains(' '));
        Self {
            phrases: phrases.collect(),
            all,
        }
    }

    /// Whether a word or phrase is one of these.
    pub fn contains(&self, folded: &str) -> bool {
        self.all.contains(folded)
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().copied()
    }
}

/// A table of words and phrases, with commas between them.
macro_rules! words {
    ($(#[$doc:meta])* $visibility:vis $name:ident, $text:literal) => {
        $(#[$doc])*
        $visibility static $name: LazyLock<Table> =
            LazyLock::new(|| Table::of($text.split(',').map(str::trim)));
    };
}

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

/// Lower case, without punctuation, with single spaces: how names and notes are compared.
///
/// Apostrophes vanish (`Jane’s` is `janes`), every other mark separates words.
pub fn fold(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut folded = Vec::with_capacity(text.len());
    let part = |folded: &mut Vec<u8>| {
        if folded.last().is_some_and(|&last| last != b' ') {
            folded.push(b' ');
        }
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match FOLDED[usize::from(byte)] {
            SILENT => {}
            b' ' => part(&mut folded),
            NOT_ASCII => {
                let c = text[at - 1..].chars().next().unwrap_or_default();
                at += c.len_utf8() - 1;
                if c.is_alphanumeric() {
                    for c in c.to_lowercase() {
                        folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                } else if !matches!(
                    c,
                    '’' | '‘' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
                ) {
                    part(&mut folded);
                }
            }
            letter => folded.push(letter),
        }
    }
    if folded.last() == Some(&b' ') {
        folded.pop();
    }
    String::from_utf8(folded).expect("whole characters")
}

/// What [`fold`] makes of a byte.
static FOLDED: [u8; 256] = {
    let mut folded = [b' '; 256];
    let mut byte: u8 = 0;
    loop {
        folded[byte as usize] = match byte {
            b'\'' => SILENT,
            b'#' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => byte.to_ascii_lowercase(),
            0x80.. => NOT_ASCII,
            _ => b' ',
        };
        if byte == u8::MAX {
            break folded;
        }
        byte += 1;
    }
};
const SILENT: u8 = 0;
const NOT_ASCII: u8 = 1;

/// The same as [`count_words`] for a text that is folded.
pub fn count_folded_words(folded: &str) -> usize {
    let numbered = folded.contains('#');
    if folded.is_empty() || numbered || !folded.is_ascii() && folded.chars().any(is_unspaced) {
        return count_words(folded);
    }
    folded.bytes().filter(|&byte| byte == b' ').count() + 1
}

/// How many words a text has: those between spaces and the dashes of a sentence, and in scripts without spaces those of
/// UAX #29.
pub fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut at) = (0, 0);
    // Where the word that is being read starts, and whether it has been counted.
    let (mut start, mut counted) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        if FOLDED[usize::from(byte)] > b'#' {
            words += usize::from(!counted);
            counted = true;
            at += 1;
            continue;
        }
        let c = match byte.is_ascii() {
            true => char::from(byte),
            false => text[at..].chars().next().unwrap_or_default(),
        };
        if is_unspaced(c) {
            let rest = &text[at..];
            let end = rest.find(parts_words).unwrap_or(rest.len());
            let end = at + rest[..end].find("--").unwrap_or(end);
            words -= usize::from(counted);
            words += text[start..end].unicode_words().count();
            (start, at, counted) = (end, end, false);
            continue;
        }
        at += c.len_utf8();
        let dashes = c == '-' && bytes.get(at) == Some(&b'-');
        if dashes || parts_words(c) {
            at += usize::from(dashes);
            (start, counted) = (at, false);
        } else if !counted && c.is_alphanumeric() {
            words += 1;
            counted = true;
        }
    }
    words
}

fn parts_words(c: char) -> bool {
    c.is_whitespace() || c == '—'
}

/// Where the words of a text start, in bytes; in scripts without spaces any character may begin one.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut before = None;
    text.char_indices().filter_map(move |(at, c)| {
        let after_word = before.replace(c).is_some_and(char::is_alphanumeric);
        (c.is_alphanumeric() && (!after_word || is_unspaced(c))).then_some(at)
    })
}

/// Scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
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
static NOTES: &[(&LazyLock<Table>, NoteKind)] = &[
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

/// [`INTRODUCTIONS`] up to their second words.
pub static INTRODUCTION_STARTS: LazyLock<Table> = LazyLock::new(|| {
    Table::of(INTRODUCTIONS.iter().map(|phrase| {
        let third = phrase.match_indices(' ').nth(1);
        third.map_or(phrase, |(end, _)| &phrase[..end])
    }))
});

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
    let folded = fold(written);
    if KNOWN_OUTLETS.contains(folded.as_str()) {
        return true;
    }
    if folded.chars().all(is_unspaced) {
        return title_end(written).is_none() && ENDS.iter().any(|end| folded.ends_with(end));
    }
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() > 1
        && words.iter().any(|word| OUTLET_NAMES.contains(word))
        && !written.split_whitespace().any(is_title_word)
        && !words.iter().any(|word| HONORIFICS.contains(word))
}

/// Whether a word belongs to a title: `Minister`, and in German also `Staatsminister`.
pub fn is_title_word(word: &str) -> bool {
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
    let folded = fold(word);
    TITLES.contains(folded.as_str())
        || (folded != "sprecher" && ENDS.iter().any(|end| folded.ends_with(end)))
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
        || match folded.chars().any(is_unspaced) {
            true => table.iter().any(contains),
            false => table.phrases.iter().any(|phrase| contains(phrase)),
        }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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

    #[test]
    fn folding_drops_what_does_not_tell_names_apart() {
        assert_eq!(
            fold("  Jane’s Defence\u{a0}Weekly. "),
            "janes defence weekly"
        );
        assert_eq!(fold("В. ПРИМЕРОВ"), "в примеров");
    }

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn words_and_folds_are_those_of_their_definition(text in "([A-Za-z]{1,3}|[#0-9’'éÉ中日の\u{307}İß\u{a0}\u{2028}😀—–-]|--| |\\PC){0,24}") {
            let words = text
                .split(parts_words)
                .flat_map(|words| words.split("--"))
                .map(|word| match word.chars().any(is_unspaced) {
                    true => word.unicode_words().count(),
                    false => usize::from(word.chars().any(char::is_alphanumeric)),
                });
            prop_assert_eq!(count_words(&text), words.sum::<usize>());

            let silent = |c: &char| "'’‘\u{ad}\u{2060}\u{feff}".contains(*c) || ('\u{200b}'..='\u{200f}').contains(c);
            let lower: String = text.chars().filter(|c| !silent(c)).map(|c| match c.is_alphanumeric() || c == '#' {
                true => c.to_lowercase().collect(),
                false => " ".to_owned(),
            }).collect();
            let parts: Vec<&str> = lower.split(' ').filter(|part| !part.is_empty()).collect();
            let folded = fold(&text);
            prop_assert_eq!(&folded, &parts.join(" "));
            prop_assert_eq!(count_folded_words(&folded), count_words(&folded));
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(count_words("It’s a full-scale – well, test."), 5);
        assert_eq!(count_words("中方"), 2);
        assert_eq!(count_words(" \n -- "), 0);
        assert_eq!(count_words("No--well—yes -- in 1914–18."), 5);
    }
}
