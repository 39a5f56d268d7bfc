//! What developers paste all day and what is no secret: code, configuration, lock files, hashes, public keys,
//! placeholders, documentation. No credential may be found in any of it.

use std::borrow::Cow;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Category, Likelihood, Role};

const CLEAN: &[&str] = &[
    // Hashes, ids, integrity
    "commit 9a038989604e8da62ecddbe2094b16ce1b778be1",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "\"integrity\": \"sha512-8fK2lqP0zR7tYw3vQm4nB6cX1zL9kJ2hG5fD8sA3pO7iU0yTrEwQ1aSdFgHjKlMnBvCxZ9q8w7e6r5t4y3u2i1==\"",
    "requestId=3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "etag: W/\"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
    "checksum = \"1f7c0a1d1a1e0f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819200\"",
    "golang.org/x/oauth2 v0.15.0 h1:s8pnnxNVzjWyrvYdFUQq5llS1PX2zhPXmccZv99h7uQ=",
    "md5: 5c94767cedb5d6987c902ac850ded2c6  license.html",
    "image: registry.intern.eu/app@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "Fingerprint SHA256:uNiVztksCsDhcc0u9e8BrXO6+XwV1qf0PjC8V0bZ7aM",
    "trace_id 4bf92f3577b34da6a3ce929d0e0e4736 span_id 00f067aa0ba902b7",
    "password_hash: $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
    // Public keys and certificates
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user@host",
    "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\n-----END PUBLIC KEY-----",
    "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
    "publicKey: 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='",
    // Placeholders and documentation
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "api_key: your-api-key-here",
    "token = \"<paste token here>\"",
    "DB_PASSWORD=changeme",
    "password: ${DB_PASSWORD}",
    "password: {{ vault_db_password }}",
    "password: \"{{ .Values.db.password }}\"",
    "password: ${{ secrets.DB_PASSWORD }}",
    "SECRET_KEY = os.environ[\"SECRET_KEY\"]",
    "apiKey: process.env.OPENAI_API_KEY,",
    "api_key=os.getenv('API_KEY')",
    "String token = System.getenv(\"TOKEN\");",
    "token := os.Getenv(\"TOKEN\")",
    "$password = $_POST['password'];",
    "password = getpass.getpass('Password: ')",
    "Authorization: Bearer <token>",
    "headers = {\"Authorization\": f\"Bearer {token}\"}",
    "Authorization: Bearer ${ACCESS_TOKEN}",
    "curl -u \"$USER:$PASS\" https://api.intern.eu",
    "postgres://user:password@localhost:5432/db",
    "redis://localhost:6379/0",
    "https://user:pass@example.com/",
    "xoxb-your-token",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "glpat-XXXXXXXXXXXXXXXXXXXX",
    "sk_test_your_key_here",
    "hf_your_token_here",
    "password=****************",
    "client_secret=REDACTED",
    "secretKeyRef:\n  name: db-credentials\n  key: password",
    "valueFrom:\n  secretKeyRef:\n    name: app-secrets\n    key: api-token",
    "password = var.db_password",
    "password = random_password.db.result",
    "password = data.aws_secretsmanager_secret_version.db.secret_string",
    "SecretString: !Sub '{{resolve:secretsmanager:${Secret}}}'",
    // Code and configuration with telling names
    "pub struct Credentials { pub username: String, pub password: String }",
    "interface Login { password: string; token?: string }",
    "def login(username: str, password: str) -> Token:",
    "if (password.length < 8) throw new Error('Password too short');",
    "const [password, setPassword] = useState('');",
    "<input type=\"password\" name=\"password\" autocomplete=\"current-password\" required>",
    "<label for=\"password\">Password</label>",
    "\"password\": { \"type\": \"string\", \"minLength\": 8 }",
    "password_validation.validate_password(password, user)",
    "PASSWORD_HASHERS = ['django.contrib.auth.hashers.PBKDF2PasswordHasher']",
    "self.token = token",
    "token = next(tokens)",
    "tokenizer = AutoTokenizer.from_pretrained('bert-base-uncased')",
    "max_tokens=1024, temperature=0.7, top_p=0.95",
    "\"prompt_tokens\": 812, \"completion_tokens\": 144, \"total_tokens\": 956",
    "eos_token: '<|endoftext|>'",
    "nextPageToken: null",
    "for key, value in settings.items():",
    "key = (row['id'], row['date'])",
    "primary_key=True, foreign_key='users.id'",
    "PRIMARY KEY (order_id, line_no)",
    "keyCode === 13 && event.key === 'Enter'",
    "api_version: 2024-10-01-preview",
    "apiVersion: apps/v1\nkind: Secret\nmetadata:\n  name: db-credentials",
    "token_endpoint=https://login.intern.eu/oauth2/v2.0/token",
    "csrf_token = 'mJ2qykJO5rELyHgezQ69nzUX0i3OH67V'",
    "secretName: tls-intern-eu-2024",
    "credentialsId: 'ff083f76-7804-4ef1-80e4-fe975bb9141b'",
    "auth: required\nauthMethod: plain\nauthSource: admin",
    "grant_type=client_credentials&scope=read",
    "client_id=73082700-1f09-405b-80d0-3131bfd6272d",
    "Set-Cookie: theme=dark; Path=/; HttpOnly",
    "passport.use(new LocalStrategy(verify));",
    "bypass = true; compass = north; passenger_count: 4",
    "SSH_AUTH_SOCK=/run/user/1000/keyring/ssh",
    "GPG_KEY=/etc/apt/keyrings/docker.gpg",
    "ssl_certificate_key /etc/nginx/ssl/intern.key;",
    "private_key_file: ~/.ssh/id_ed25519",
    "keystore.path=/opt/app/config/keystore.jks",
    "RUN --mount=type=secret,id=npm_token npm ci",
    "git clone git@github.com:acme/platform.git",
    "ssh deploy@10.0.4.17 -p 2222",
    "docker run -p 8080:80 -e TZ=Europe/Paris nginx:1.27",
    "mysql -u root -p crm < dump.sql",
    "npm install react@18.2.0 @types/node@20.11.5",
    "curl -fsSL https://get.intern.eu/install.sh | sh",
    "kubectl get secret db-credentials -o jsonpath='{.data.password}'",
    "vault kv get -field=password secret/db",
    // Data
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "url(data:font/woff2;base64,d09GMgABAAAAAAZQAA8AAAAADFwAAAX6AAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGhYbDhwqBmA=)",
    "!function(e,t){\"object\"==typeof exports?module.exports=t():e.key=t()}(this,function(){return 1});",
    "4111 1111 1111 1111, DE89 3704 0044 0532 0130 00",
    "order 1Z999AA10123456784, tracking JJD000390007827123456",
    "model: gpt-4o-2024-08-06, embedding: text-embedding-3-large",
    "bert-base-multilingual-cased-finetuned-conll03-spanish",
    "2024-05-01T10:30:00.000Z INFO auth: user 4711 logged in",
    "VIN WVWZZZ1JZXW000001, IMEI 490154203237518",
    "https://docs.intern.eu/keys/rotation?tab=overview#api-keys",
    "s3://bucket/path/part-00000-2f8a1c9d-7e6b-4f3c-9d1e-0f9a8b7c6d5e.snappy.parquet",
    "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    "The token bucket holds 100 tokens and refills at 10/s.",
    "The secret of good bread is time; the key is patience.",
    "Die Schlüsselübergabe ist um 14:30 Uhr, Hausnummer 12a.",
];

#[test]
fn nothing_is_found_in_clean_text() {
    let scanner = Scanner::new(&Options::default());
    let mut wrong = Vec::new();
    for text in CLEAN {
        let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
        for f in scanner.scan(&[segment]).findings {
            let row = scanner.entity(f.entity).unwrap();
            if f.likelihood >= Likelihood::Possible && row.category == Category::Credential {
                wrong.push(format!("{} in {text:?}", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
