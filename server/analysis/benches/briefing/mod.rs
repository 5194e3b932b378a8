//! The transcript that benchmarks and the test of memory read.

use std::fmt::Write;

/// A briefing of about so many bytes in which everybody who asks does so once: the dearest kind.
pub fn briefing(bytes: usize) -> String {
    let mut text = String::from("Good afternoon. I am ready to take your questions.\n\n");
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let surname: String = [
            number / 17_576,
            number / 676 % 26,
            number / 26 % 26,
            number % 26,
        ]
        .map(|letter| char::from(b'a' + letter as u8))
        .into_iter()
        .collect();
        write!(
            text,
            "Anna X{surname} (Daily Sample): Thank you, Secretary General. The council decided this morning to open the \
             harbours. We are not there yet, but the talks this afternoon were constructive. When will it say who pays \
             for the {number} ships [inaudible]?\n\n\
             Secretary General Max Mustername: I will not go into the details of that meeting, but the message was clear. \
             Nobody wants a dispute about {number} ships, and that is why both sides asked for more time.\n\n\
             First, on the {number} ships: they are on their way, and the members will discuss the rest of it next week. \
             There is no doubt that the people on the islands need bread now, not in a year.\n\n\
             We have agreed to step up our support, and we will do so for as long as it takes. Our experts are in the \
             harbours, and they report back to us every day, so that we can say more about {number} on Monday.\n\n"
        )
        .expect("a string takes everything");
    }
    text
}
