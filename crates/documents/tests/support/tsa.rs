//! A time-stamping authority of this machine, played by `openssl ts`: a root, an authority under it, a list of revoked
//! certificates. Nothing reaches a network.

use std::io::Write as _;
use std::process::Command;

use tempfile::TempDir;

const SETTINGS: &str = "\
[tsa]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_chain = no
[leaf]
extendedKeyUsage = critical, timeStamping
[other]
extendedKeyUsage = codeSigning
[ca]
default_ca = root
[root]
database = index
crlnumber = number
default_md = sha256
default_crl_days = 3000
";

/// The authority, in a folder of its own.
pub(crate) struct Tsa(TempDir);

impl Tsa {
    /// An authority under a root of that name; none where openssl makes none, which is said loudly.
    pub(crate) fn create(root: &str) -> Option<Self> {
        let made = Self(tempfile::tempdir().unwrap());
        for (name, text) in [("settings", SETTINGS), ("serial", "01\n"), ("index", ""), ("number", "01\n")] {
            std::fs::write(made.0.path().join(name), text).unwrap();
        }
        let subject = format!("/CN={root}");
        let root = ["req", "-x509", "-newkey", "rsa:2048", "-noenc", "-keyout", "root.key", "-out", "root.pem"];
        let done = made.run(&[&root[..], &["-days", "3650", "-subj", &subject]].concat())
            && made.certify("tsa", "/CN=Horodatage", "leaf")
            && made.certify("fake", "/CN=Faux", "other")
            && made.run(&words("ca -gencrl -config settings -keyfile root.key -cert root.pem -out root.crl"));
        if !done {
            // In a unit test this is a helper, where the macro is not allowed.
            writeln!(std::io::stderr(), "\n*** NOT CHECKED: openssl makes no time-stamping authority here ***\n").ok();
        }
        done.then_some(made)
    }

    fn certify(&self, name: &str, subject: &str, usage: &str) -> bool {
        let asked = format!("req -new -newkey rsa:3072 -noenc -keyout {name}.key -out {name}.csr -subj {subject}");
        let given = format!(
            "x509 -req -in {name}.csr -CA root.pem -CAkey root.key -CAcreateserial -out {name}.pem -days 3000 -sha384 \
             -extfile settings -extensions {usage}"
        );
        self.run(&words(&asked)) && self.run(&words(&given))
    }

    fn run(&self, arguments: &[&str]) -> bool {
        let done = Command::new("openssl").args(arguments).current_dir(self.0.path()).output();
        done.is_ok_and(|output| output.status.success())
    }

    /// The root's certificate, PEM.
    pub(crate) fn root(&self) -> Vec<u8> {
        self.file("root.pem")
    }

    /// The list of the root's revoked certificates, PEM.
    pub(crate) fn list(&self) -> Vec<u8> {
        self.file("root.crl")
    }

    fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.path().join(name)).unwrap()
    }

    /// Its answer to a request.
    pub(crate) fn answer(&self, request: &[u8]) -> Vec<u8> {
        std::fs::write(self.0.path().join("request"), request).unwrap();
        let reply = "ts -reply -config settings -section tsa -queryfile request -out answer -signer tsa.pem -inkey \
                     tsa.key -chain root.pem";
        assert!(self.run(&words(reply)));
        self.file("answer")
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}
