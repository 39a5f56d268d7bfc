//! Prompts for the bench: chat requests of a size, in clean English prose or full of what the filter looks for. The same
//! on every machine.

use serde_json::json;

/// Sizes measured, in bytes of the text.
pub const SIZES: [usize; 5] = [1 << 10, 4 << 10, 32 << 10, 64 << 10, 256 << 10];

/// A body of the bench.
pub struct Prompt {
    /// `4 KB clean`.
    pub name: String,
    pub text_bytes: usize,
    pub dirty: bool,
    pub body: String,
}

/// Every size, clean and dirty.
pub fn all() -> Vec<Prompt> {
    let sizes = SIZES.into_iter().flat_map(|size| [(size, false), (size, true)]);
    sizes
        .map(|(text_bytes, dirty)| {
            let kind = if dirty { "dirty" } else { "clean" };
            prompt(kind, text_bytes, dirty, &text(text_bytes, &CLEAN, dirty))
        })
        .collect()
}

/// Clean prose in other languages and scripts, all of one size.
pub fn languages() -> Vec<Prompt> {
    const BYTES: usize = 32 << 10;
    LANGUAGES.iter().map(|(name, sentences)| prompt(name, BYTES, false, &text(BYTES, sentences, false))).collect()
}

fn prompt(kind: &str, text_bytes: usize, dirty: bool, text: &str) -> Prompt {
    let body = json!({"model": "gpt-4o", "max_tokens": 256, "messages": [
        {"role": "system", "content": "You are a helpful assistant."}, {"role": "user", "content": text}]});
    Prompt { name: format!("{} KB {kind}", text_bytes >> 10), text_bytes, dirty, body: body.to_string() }
}

/// Sentences in a fixed pseudo-random order. Every fifth sentence of a dirty text holds something to find.
fn text(bytes: usize, clean: &[&str], dirty: bool) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut state = 7_u64;
    let mut number = 0;
    while text.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = usize::try_from(state >> 33).unwrap_or(0);
        let list: &[&str] = if dirty && number % 5 == 4 { &DIRTY } else { clean };
        text.push_str(list.get(pick % list.len()).unwrap_or(&""));
        text.push(if number % 9 == 8 { '\n' } else { ' ' });
        number += 1;
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

const CLEAN: [&str; 24] = [
    "The committee met again in the afternoon to discuss how the new library should be arranged.",
    "Most of the shelves had been delivered, but two of them turned out to be the wrong height.",
    "Could you rewrite this paragraph so that it is easier to follow for someone new to the subject?",
    "Water flows downhill, and so does the path that leads from the old mill to the lower fields.",
    "In the second chapter, the author compares three ways to cool a building without machines.",
    "Nobody expected the bridge to be finished before winter, yet the last beam was set in October.",
    "Sort the list by length first and then by letter, and keep the original order for equal items.",
    "A good summary names the question, the method and the result, and leaves the rest to the reader.",
    "The function reads one line at a time, so its memory does not grow with the size of the input.",
    "They planted oak, ash and hornbeam along the canal, because these trees bear wind and wet soil.",
    "When the kettle boils, pour the water slowly over the leaves and wait for about four minutes.",
    "Our customers like the bench for its simple lines, and for the smell of the oiled wood.",
    "Please list the arguments for and against a four-day week in a company of this size.",
    "The orchestra plays the first movement faster than the score demands, which divides the critics.",
    "If the test fails only now and then, look for a clock, a random number or a shared file.",
    "It rained for most of the journey; the children counted bridges and invented names for clouds.",
    "Translate the following recipe into plain English and convert the measures where it makes sense.",
    "The map shows the footpaths in green, the cycle routes in blue and the railway in black.",
    "An index makes reading faster and writing slower, so add one only where it is really needed.",
    "She explained that glass is neither quite a liquid nor quite a crystal, but something between.",
    "Explain the difference between a process and a thread to a pupil of about fifteen years.",
    "The market opens early on Saturdays, and by noon the best bread and flowers are usually gone.",
    "Write a short and friendly reply that thanks them for the idea without promising anything.",
    "Every room on the upper floor faces south and has a small balcony with a view of the harbour.",
];

const DIRTY: [&str; 8] = [
    "Please send the invoice to anna.berg@posteo.de before the end of the month.",
    "The refund goes to IBAN DE89 3704 0044 0532 0130 00 as agreed.",
    "You can reach Mr. Jonas Keller at +49 30 901820 in the morning.",
    "The card 4111 1111 1111 1111 was declined twice.",
    "The patient suffers from diabetes and takes insulin every day.",
    "The server at 192.168.17.23 refused the connection.",
    "Use the key AKIAQ3EGUZ7XN5WRT2VK until the new one is issued.",
    "His numero de securite sociale is 1 85 05 78 006 084 91.",
];

/// Sentences that say what the first of `CLEAN` say.
const LANGUAGES: [(&str, &[&str]); 4] = [
    (
        "German",
        &[
            "Der Ausschuss kam am Nachmittag erneut zusammen, um über die Einrichtung der neuen Bücherei zu beraten.",
            "Die meisten Regale waren geliefert worden, doch zwei davon hatten die falsche Höhe.",
            "Das Wasser fließt abwärts, und so auch der Weg, der von der alten Mühle zu den unteren Feldern führt.",
            "Im zweiten Kapitel vergleicht der Verfasser drei Arten, ein Gebäude ohne Maschinen zu kühlen.",
            "Niemand hatte erwartet, dass die Brücke vor dem Winter fertig wird, doch lag der letzte Balken im Oktober.",
            "Eine gute Zusammenfassung nennt Frage, Verfahren und Ergebnis und überlässt den Rest dem Leser.",
        ],
    ),
    (
        "French",
        &[
            "Le comité s'est réuni de nouveau l'après-midi pour décider de l'aménagement de la nouvelle bibliothèque.",
            "La plupart des étagères avaient été livrées, mais deux d'entre elles n'avaient pas la bonne hauteur.",
            "L'eau coule vers le bas, tout comme le sentier qui mène de l'ancien moulin aux champs du bas.",
            "Dans le deuxième chapitre, l'auteur compare trois façons de rafraîchir un bâtiment sans machines.",
            "Personne ne s'attendait à ce que le pont soit achevé avant l'hiver, et la dernière poutre fut posée en octobre.",
            "Un bon résumé nomme la question, la méthode et le résultat, et laisse le reste au lecteur.",
        ],
    ),
    (
        "Cyrillic",
        &[
            "Комитет снова собрался после обеда, чтобы обсудить, как следует расставить книги в новой библиотеке.",
            "Большую часть полок уже привезли, но две из них оказались не той высоты.",
            "Вода течёт вниз, и так же идёт тропа, которая ведёт от старой мельницы к нижним полям.",
            "Във втората глава авторът сравнява три начина да се охлади сграда без машини.",
            "Никой не очакваше мостът да бъде готов преди зимата, но последната греда беше поставена през октомври.",
            "Доброто резюме назовава въпроса, метода и резултата и оставя останалото на читателя.",
        ],
    ),
    (
        "Greek",
        &[
            "Η επιτροπή συνεδρίασε πάλι το απόγευμα για να συζητήσει πώς θα τακτοποιηθεί η νέα βιβλιοθήκη.",
            "Τα περισσότερα ράφια είχαν ήδη παραδοθεί, αλλά δύο από αυτά δεν είχαν το σωστό ύψος.",
            "Το νερό κυλά προς τα κάτω, όπως και το μονοπάτι που οδηγεί από τον παλιό μύλο στα κάτω χωράφια.",
            "Στο δεύτερο κεφάλαιο ο συγγραφέας συγκρίνει τρεις τρόπους να δροσιστεί ένα κτίριο χωρίς μηχανές.",
            "Κανείς δεν περίμενε ότι η γέφυρα θα τελείωνε πριν από τον χειμώνα, όμως η τελευταία δοκός μπήκε τον Οκτώβριο.",
            "Μια καλή περίληψη λέει το ερώτημα, τη μέθοδο και το αποτέλεσμα, και αφήνει τα υπόλοιπα στον αναγνώστη.",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_size_they_are_named_for() {
        for prompt in all() {
            let body: serde_json::Value = serde_json::from_str(&prompt.body).unwrap();
            let text = body["messages"][1]["content"].as_str().unwrap();
            assert_eq!(text.len(), prompt.text_bytes, "{}", prompt.name);
            assert_eq!(DIRTY.iter().any(|sentence| text.contains(sentence)), prompt.dirty, "{}", prompt.name);
        }
        for prompt in languages() {
            let body: serde_json::Value = serde_json::from_str(&prompt.body).unwrap();
            let text = body["messages"][1]["content"].as_str().unwrap();
            assert!(text.len().abs_diff(prompt.text_bytes) < 4, "{}", prompt.name);
        }
    }
}
