//! The running demo server, and people who use it as a browser does.

use scraper::{Html, Selector};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};

/// The demo server of these tests; one for all, because what they look at does not change.
pub struct Server {
    child: Mutex<Child>,
    pub url: String,
    password: String,
}

static SERVER: OnceLock<Server> = OnceLock::new();

/// The server, started by whoever asks first.
pub fn demo() -> &'static Server {
    SERVER.get_or_init(Server::start)
}

/// Stops it, if it was started.
pub fn stop() {
    if let Some(server) = SERVER.get() {
        server.kill();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    pub fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rosa"))
            .args(["demo", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut after = |mark: &str| loop {
            let line = lines.next().expect("the demo says where it is").unwrap();
            if let Some((_, rest)) = line.split_once(mark) {
                return rest.trim().to_owned();
            }
        };
        let url = after("demo: ");
        let password = after("password for all:");
        Self { child: Mutex::new(child), url, password }
    }

    fn kill(&self) {
        if let Ok(mut child) = self.child.lock() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Browser {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Browser { agent: config.into(), url: self.url.clone(), cookies: Vec::new() }
    }

    /// Somebody who has signed in.
    pub fn signed_in(&self, username: &str) -> Browser {
        let mut browser = self.visitor();
        let page = browser.get("/sign-in");
        let answer =
            browser.post("/sign-in", &[("csrf", &page.token()), ("username", username), ("password", &self.password)]);
        assert_eq!(answer.status, 303, "{username} signs in");
        browser
    }

    pub fn password(&self) -> &str {
        &self.password
    }
}

/// A browser: it keeps cookies, says where a post comes from, and follows nothing by itself.
#[derive(Clone)]
pub struct Browser {
    agent: ureq::Agent,
    url: String,
    cookies: Vec<(String, String)>,
}

/// An answer.
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The body as it came, for what is no text.
    pub bytes: Vec<u8>,
}

impl Browser {
    /// A browser that holds one cookie already.
    pub fn with_cookie(url: &str, name: &str, value: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self { agent: config.into(), url: url.to_owned(), cookies: vec![(name.to_owned(), value.to_owned())] }
    }

    /// Follows an answer that sends it elsewhere.
    pub fn follow(&mut self, answer: &Page) -> Page {
        assert_eq!(answer.status, 303, "{}", answer.body);
        let address = answer.header("location").split('#').next().unwrap_or("/").to_owned();
        self.get(&address)
    }

    /// Opens the page of a form and sends it with some answers changed: what the page holds besides is sent as it is.
    pub fn fill(&mut self, path: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        self.send(&page, path, answers)
    }

    /// Sends the form of a page that is posted to `path`, with some answers changed.
    pub fn send(&mut self, page: &Page, path: &str, answers: &[(&str, &str)]) -> Page {
        let mut form = page.answers(path);
        for (name, _) in answers {
            form.retain(|(known, _)| known != name);
        }
        form.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(path, &pairs)
    }

    pub fn get(&mut self, path: &str) -> Page {
        let request = self.agent.get(format!("{}{path}", self.url)).header("Cookie", self.cookie_header());
        let answer = request.call().unwrap();
        self.take(answer)
    }

    /// A post from a page of ours.
    pub fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let origin = self.url.clone();
        self.post_from(path, form, &[("Origin", &origin), ("Sec-Fetch-Site", "same-origin")])
    }

    /// A post from a page of ours that is answered with a file: its bytes.
    pub fn download(&mut self, path: &str, form: &[(&str, &str)]) -> Vec<u8> {
        let request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("Cookie", self.cookie_header())
            .header("Origin", &self.url)
            .header("Content-Type", "application/x-www-form-urlencoded");
        let mut answer = request.send(serde_urlencoded::to_string(form).unwrap()).unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        answer.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap()
    }

    /// A post with these headers.
    pub fn post_from(&mut self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let mut request = self.agent.post(format!("{}{path}", self.url)).header("Cookie", self.cookie_header());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = serde_urlencoded::to_string(form).unwrap();
        let answer = request.header("Content-Type", "application/x-www-form-urlencoded").send(body).unwrap();
        self.take(answer)
    }

    /// An upload from a page of ours.
    pub fn upload(&mut self, path: &str, token: &str, files: &[(&str, &[u8])]) -> Page {
        self.upload_as(path, &[("csrf", token)], "files", files)
    }

    /// An upload with these answers, whose files stand under the name of a field.
    pub fn upload_as(&mut self, path: &str, form: &[(&str, &str)], field: &str, files: &[(&str, &[u8])]) -> Page {
        const BOUNDARY: &str = "----rosa-test-boundary";
        let mut body = Vec::new();
        for (name, value) in form {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("Cookie", self.cookie_header())
            .header("Origin", &self.url)
            .header("Content-Type", format!("multipart/form-data; boundary={BOUNDARY}"));
        let answer = request.send(&body[..]).unwrap();
        self.take(answer)
    }

    fn cookie_header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn take(&mut self, mut answer: ureq::http::Response<ureq::Body>) -> Page {
        let headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let status = answer.status().as_u16();
        let bytes = answer.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        Page { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Page {
    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The token of the first form on the page.
    pub fn token(&self) -> String {
        self.attributes("input[name=csrf]", "value").into_iter().next().unwrap_or_default()
    }

    /// What a browser would send of the form that is posted to `path`.
    pub fn answers(&self, path: &str) -> Vec<(String, String)> {
        let html = self.html();
        let forms = Selector::parse("form[method=post]").unwrap();
        let fields = Selector::parse("input[name], select[name], textarea[name]").unwrap();
        let chosen = Selector::parse("option[selected]").unwrap();
        let options = Selector::parse("option").unwrap();
        let form = html
            .select(&forms)
            .find(|form| form.attr("action").unwrap_or(path) == path)
            .unwrap_or_else(|| panic!("no form is posted to {path}: {}", self.body));
        let mut answers = Vec::new();
        for field in form.select(&fields) {
            let name = field.attr("name").unwrap_or_default().to_owned();
            let value = field.attr("value");
            match (field.value().name(), field.attr("type").unwrap_or("text")) {
                ("textarea", _) => {
                    // A browser drops the line break right after the tag.
                    let text = field.text().collect::<String>();
                    answers.push((name, text.strip_prefix('\n').unwrap_or(&text).to_owned()));
                }
                ("select", _) => {
                    let option = field.select(&chosen).next().or_else(|| field.select(&options).next());
                    answers.push((name, option.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()));
                }
                (_, "checkbox" | "radio") if field.attr("checked").is_none() => {}
                (_, "checkbox" | "radio") => answers.push((name, value.unwrap_or("on").to_owned())),
                (_, "submit" | "button" | "file") => {}
                _ => answers.push((name, value.unwrap_or_default().to_owned())),
            }
        }
        answers
    }

    /// The text of everything that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html().select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
    }

    /// An attribute of everything that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html().select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }
}
