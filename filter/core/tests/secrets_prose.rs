//! Passwords told in sentences, in each language of the lists; and sentences about passwords that tell none.

use std::borrow::Cow;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Category, Likelihood, Role};

fn tells(scanner: &Scanner, text: &str) -> bool {
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    scan.findings.iter().any(|f| {
        f.likelihood >= Likelihood::Possible
            && scanner.entity(f.entity).is_some_and(|row| row.category == Category::Credential)
    })
}

const TOLD: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "My password is hunter2",
            "the password for the server is Foo!123bar",
            "Hey, the wifi password is BlueWhale77",
            "pw: Abc12345",
            "Login: admin, password: Winter2023!",
            "Can you log in with user bob and password Xk29!mm please",
            "Password - T3mp#2024",
            "passcode is 482913",
            "My pin is 4821",
            "use Tr0ub4dor&3 as the password",
            "'S3cr3t!x' is my password",
            "I set my password to kL9#mmQ2 yesterday",
            "The root password of db01 is now Zx81-Kk2q",
            "Please change the door code to 4711, the current door code is 9021",
            "The API key is 8fK2lqP0zR7tYw3v",
            "credentials: jsmith / Pa55w0rd!9",
            "my bank password is qwerty12345",
            "My passphrase: 'correct horse battery staple'",
            "the password (temporary) is Xy7!plm",
            "Username: maria Password: Sunflower_88",
        ],
    ),
    (
        "de",
        &[
            "Mein Passwort ist Sommer2024!",
            "Das Kennwort lautet Blau-Wal-77",
            "Passwort: geheim123",
            "Bitte melde dich mit Benutzer anna und Passwort Herbst#22 an",
            "PIN ist 4821",
            "Zugangsdaten: anna.k / Sommer2024!",
            "Das WLAN-Passwort ist Katze_1982",
            "Kennwort für den Server: Xk29mmQ!",
            "Mein Kennwort heißt Ente1234",
        ],
    ),
    (
        "fr",
        &[
            "Mon mot de passe est Soleil#77",
            "le mot de passe : Neige2023!",
            "mdp: azerty12",
            "Le code PIN est 9142",
            "La clé wifi : Tournesol31x",
            "identifiants : jdupont / Neige#19",
            "Mon mot de passe, c'est Lune_2024",
            "Voici mon mot de passe : Chat1234",
        ],
    ),
    (
        "es",
        &[
            "Mi contraseña es Girasol_99",
            "La contraseña: Invierno2024!",
            "El PIN es 6093",
            "la clave del wifi es Tortuga77!",
            "usuario: ana contraseña: Verano#21",
            "Mi clave es perro1234",
        ],
    ),
    (
        "it",
        &[
            "La mia password è Girasole!9",
            "password: Inverno2024!",
            "il PIN è 7741",
            "La chiave wifi è Tartaruga_31",
            "Le credenziali sono mrossi / Estate#21",
        ],
    ),
    (
        "pt",
        &[
            "A minha palavra-passe é Girassol#9",
            "Minha senha é inverno2024",
            "senha: Verao!2023",
            "o PIN é 8812",
            "A senha do wifi é Tartaruga_77",
        ],
    ),
    (
        "nl",
        &[
            "Mijn wachtwoord is Zomer2024!",
            "wachtwoord: Fiets_123",
            "de pincode is 4821",
            "Het wifi-wachtwoord is Tulp#1999",
        ],
    ),
    ("da", &["Min adgangskode er Sommer2024!", "kodeordet er Hund_1234", "pinkoden er 4821"]),
    ("sv", &["Mitt lösenord är Sommar2024!", "lösenordet: Katt_1234", "pinkoden är 4821"]),
    ("no", &["Passordet mitt er Sommer2024!", "passord: Fjord_1814", "pinkoden er 4821"]),
    ("fi", &["Salasanani on Kesä2024!", "salasana: Koira_1234", "PIN-koodini on 4821"]),
    ("et", &["Minu parool on Suvi2024!", "parool: Koer_1234"]),
    ("lv", &["Mana parole ir Vasara2024!", "parole: Suns_1234"]),
    ("lt", &["Mano slaptažodis yra Vasara2024!", "slaptažodis: Suo_1234"]),
    ("pl", &["Moje hasło to Lato2024!", "hasło: Pies_1234", "kod PIN to 4821", "Hasło do wifi: Kotek#77"]),
    ("cs", &["Moje heslo je Leto2024!", "heslo: Pes_1234", "PIN je 4821"]),
    ("sk", &["Moje heslo je Leto2024!", "heslo: Pes_1234"]),
    ("hu", &["A jelszavam Nyar2024!", "jelszó: Kutya_1234", "a jelszó: Alma!99"]),
    ("ro", &["Parola mea este Vara2024!", "parola: Caine_1234", "codul PIN este 4821"]),
    ("bg", &["Паролата ми е Lqto2024!", "парола: Куче_1234", "Паролата е Зима2023!"]),
    ("hr", &["Moja lozinka je Ljeto2024!", "lozinka: Pas_1234"]),
    ("sl", &["Moje geslo je Poletje2024!", "geslo: Pes_1234"]),
    ("el", &["Ο κωδικός μου είναι Kalokairi2024!", "κωδικός: Σκύλος_1234"]),
    ("ga", &["Is é mo phasfhocal Samhradh2024!", "pasfhocal: Madra_1234"]),
    ("mt", &["Il-password tiegħi hija Sajf2024!", "password: Kelb_1234"]),
    ("is", &["Lykilorðið mitt er Sumar2024!", "lykilorð: Hundur_1234"]),
    ("ca", &["La meva contrasenya és Estiu2024!", "contrasenya: Gos_1234"]),
    ("eu", &["Nire pasahitza Uda2024! da", "pasahitza: Txakur_1234"]),
    ("gl", &["O meu contrasinal é Veran2024!", "contrasinal: Can_1234"]),
    ("lb", &["Mäi Passwuert ass Summer2024!", "Passwuert: Hond_1234"]),
    ("uk", &["Мій пароль — Lito2024!", "пароль: Пес_1234"]),
    ("tr", &["Şifrem Yaz2024!", "şifre: Kopek_1234", "Wi-Fi şifresi: Deniz#77"]),
    ("ar", &["كلمة المرور هي Sayf2024!", "كلمة السر: Kalb_1234"]),
];

const NOT_TOLD: &[&str] = &[
    "I forgot my password",
    "reset your password",
    "password must be 8 characters",
    "what is a strong password?",
    "The password field is required.",
    "How do I reset my password on Windows 10?",
    "Passwords should have at least 12 characters, including 1 digit and 1 symbol.",
    "Our password policy changed in 2024.",
    "Please enter your password:",
    "Is your password secure? Take our 5-minute test.",
    "The password is incorrect.",
    "Your password expires in 14 days.",
    "password-protected ZIP",
    "I use 1Password as a password manager.",
    "The token limit is 4096.",
    "The key idea is simple.",
    "The secret is to stir it for 10 minutes.",
    "The key is 440 Hz tuning.",
    "Der Schlüssel liegt unter der Matte.",
    "Ich habe mein Passwort vergessen.",
    "Das Passwort muss mindestens 8 Zeichen lang sein.",
    "Bitte ändern Sie Ihr Kennwort alle 90 Tage.",
    "Mein Passwort ist abgelaufen.",
    "Wie setze ich mein Passwort zurück?",
    "Das Passwort ist zu kurz.",
    "J'ai oublié mon mot de passe.",
    "Le mot de passe doit contenir au moins 8 caractères.",
    "Votre mot de passe a expiré.",
    "Comment choisir un mot de passe fort ?",
    "He olvidado mi contraseña.",
    "La contraseña debe tener 8 caracteres.",
    "La clave del éxito es la constancia.",
    "Ho dimenticato la password.",
    "La password deve avere almeno 8 caratteri.",
    "La chiave del successo è la costanza.",
    "Esqueci a minha senha.",
    "Ik ben mijn wachtwoord vergeten.",
    "Het wachtwoord moet minstens 8 tekens bevatten.",
    "Zapomniałem hasła.",
    "Hasło musi mieć co najmniej 8 znaków.",
    "Hasło jest za krótkie.",
    "Jag har glömt mitt lösenord.",
    "Jeg har glemt min adgangskode.",
    "Unohdin salasanani.",
    "Elfelejtettem a jelszavamat.",
    "A jelszónak legalább 8 karakterből kell állnia.",
    "Am uitat parola.",
    "Забравих си паролата.",
    "Zaboravio sam lozinku.",
    "Ξέχασα τον κωδικό μου.",
    "Я забув пароль.",
    "Şifremi unuttum.",
    "Şifreniz en az 8 karakter olmalıdır.",
    "نسيت كلمة المرور.",
    "What is two-factor authentication?",
    "Explain OAuth2 access token vs refresh token.",
    "JWT tokens are signed with HS256 or RS256.",
    "Write a Python function that hashes a password with bcrypt.",
    "Use a salt of 16 bytes and SHA-256 for the password hash.",
    "The PIN has 4 digits.",
    "pin 13 on the Arduino is the LED",
    "GPIO pin: 21",
    "PIN 4 is connected to GND.",
    "Your login was successful.",
    "Login at 10:45, logout at 18:30.",
    "access to the API costs 0.002 EUR per 1K tokens",
    "Set max_tokens to 1024 and temperature=0.7",
    "The password for the account is stored in the vault.",
    "My password is too long to remember.",
    "The code is 200 OK.",
    "Le code postal est 75011.",
    "O código é 4004-001.",
    "kod pocztowy 00-950",
    "Der Code steht in main.rs:42",
    "password: ********",
    "Password: <hidden>",
    "Passwort: (siehe Tresor)",
    "The combination is A-B-C.",
    "The combination of 3 drugs is effective.",
    "user: how do I change my password to something stronger?",
    "Change password to a stronger one with 2FA.",
    "Das Kennwort wird mit AES-256 verschlüsselt.",
    "The Wi-Fi key is on the back of the router.",
    "Qual é a senha do wifi?",
    "¿Cuál es la contraseña?",
    "What's the password?",
    "Quel est le mot de passe ?",
    "Wie lautet das Passwort?",
    "mot de passe : voir le coffre",
    "heslo je příliš krátké",
    "parola este prea scurtă",
    "lozinka je prekratka",
    "lösenordet är för kort",
    "kodeordet er udløbet",
    "slaptažodis yra per trumpas",
    "parool on liiga lühike",
    "parole ir par īsu",
    "salasana on liian lyhyt",
    "la contraseña es demasiado corta",
    "la password è troppo corta",
    "a senha é muito curta",
    "The password was changed on 2024-05-01 at 10:30.",
    "Das Passwort wurde am 01.05.2024 geändert.",
    "Password reset for user anna23 was requested.",
    "The access code for the course MATH101 is available online.",
    "El código de acceso al curso está en la página 12.",
    "The key is Am7 then D9.",
    "The token is a BPE unit; GPT-4 uses cl100k_base.",
    "the secret ingredient is vitamin B12",
    "Access token lifetime is 3600s.",
    "The session token is base64-encoded.",
];

#[test]
fn passwords_are_found_in_every_language() {
    let scanner = Scanner::new(&Options::default());
    let mut missed = Vec::new();
    for (language, texts) in TOLD {
        for text in *texts {
            if !tells(&scanner, text) {
                missed.push(format!("{language}: {text}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn talk_about_passwords_is_no_password() {
    let scanner = Scanner::new(&Options::default());
    let wrong: Vec<_> = NOT_TOLD.iter().filter(|text| tells(&scanner, text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
