//! A real browser: headless Chromium, driven over its own protocol.

use super::server::Server;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::network::CookieParam;
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures_util::StreamExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// Where Chromium is, if it is.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)))
        .find(|program| program.exists())
}

pub fn is_available() -> bool {
    program().is_some()
}

/// One browser with one page.
pub struct Chromium {
    pub page: Page,
    url: String,
    keys: AtomicU32,
    _browser: Browser,
    _profile: TempDir,
}

/// Runs something in a browser of its own.
pub fn with_browser<F: Future<Output = ()>>(server: &Server, act: impl FnOnce(Chromium) -> F) {
    with_browser_at(&server.url, act);
}

/// The same for a server at this address.
pub fn with_browser_at<F: Future<Output = ()>>(url: &str, act: impl FnOnce(Chromium) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        act(Chromium::launch(url).await).await;
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
}

impl Chromium {
    async fn launch(url: &str) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let config = BrowserConfig::builder()
            .chrome_executable(program().expect("Chromium, which ROSA_REQUIRE asks for"))
            .no_sandbox()
            .launch_timeout(std::time::Duration::from_secs(60))
            .request_timeout(std::time::Duration::from_secs(60))
            .user_data_dir(profile.path())
            .args([
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .build()
            .unwrap();
        let (browser, mut events) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { while events.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.unwrap();
        Self { page, url: url.to_owned(), keys: AtomicU32::new(0), _browser: browser, _profile: profile }
    }

    /// Goes to an address of the server and waits until it is there.
    pub async fn go(&self, path: &str) {
        self.page.goto(format!("{}{path}", self.url)).await.unwrap();
        self.until("() => document.readyState === 'complete'").await;
    }

    /// Takes the session of somebody who has signed in.
    pub async fn with_session(&self, token: &str) {
        let cookie = CookieParam::builder().name("rosa").value(token).url(&self.url).build().unwrap();
        self.page.set_cookie(cookie).await.unwrap();
    }

    /// Does something that leads to another page, and waits until that page is there.
    pub async fn leave(&self, act: impl Future<Output = ()>) {
        let _: bool = self.ask("() => window.rosaTestHere = true").await;
        act.await;
        self.until("() => document.readyState === 'complete' && !window.rosaTestHere").await;
    }

    /// Sends the form that a selector finds, as its button would.
    pub async fn send(&self, form: &str) {
        self.leave(async {
            let _: bool =
                self.ask(&format!("() => {{ document.querySelector('{form}').submit(); return true }}")).await;
        })
        .await;
    }

    /// Waits until something holds; between two pages nothing can be asked, and that is no answer.
    pub async fn until(&self, holds: &str) {
        for _ in 0..2_400 {
            let answer =
                self.page.evaluate_function(holds).await.ok().and_then(|answer| answer.into_value::<bool>().ok());
            if answer == Some(true) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("it never held: {holds}");
    }

    /// The address she is at, without the server.
    pub async fn path(&self) -> String {
        self.page.url().await.unwrap().unwrap_or_default().trim_start_matches(&self.url).to_owned()
    }

    /// Presses a key by its name.
    pub async fn press(&self, key: &str) {
        self.keys.fetch_add(1, Ordering::Relaxed);
        self.page.find_element("body").await.unwrap().press_key(key).await.unwrap();
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        self.keys.fetch_add(u32::try_from(text.chars().count()).unwrap(), Ordering::Relaxed);
        self.page.find_element("body").await.unwrap().type_str(text).await.unwrap();
    }

    /// How many keys were pressed since they were last counted anew.
    pub fn keys(&self) -> u32 {
        self.keys.load(Ordering::Relaxed)
    }

    /// Counts keys from here on.
    pub fn count_anew(&self) {
        self.keys.store(0, Ordering::Relaxed);
    }

    /// Takes the skip link of a page that was just opened: Tab and Enter, and the focus is on what the page is about.
    pub async fn past_the_head(&self) {
        self.tab_to("a[href=\"#main\"]").await;
        self.press("Enter").await;
    }

    /// Presses Tab until the focus is on what a selector finds; answers how often.
    pub async fn tab_to(&self, selector: &str) -> usize {
        for presses in 0..60 {
            if self.ask(&format!("() => document.activeElement.matches('{selector}')")).await {
                return presses;
            }
            self.press("Tab").await;
        }
        panic!("the keyboard does not reach {selector}");
    }

    /// Signs in with the keyboard.
    pub async fn sign_in(&self, username: &str, password: &str) {
        self.go("/sign-in").await;
        let field = self.page.find_element("#username").await.unwrap();
        field.focus().await.unwrap().type_str(username).await.unwrap().press_key("Tab").await.unwrap();
        let field = self.page.find_element("#password").await.unwrap();
        self.leave(async {
            field.type_str(password).await.unwrap().press_key("Enter").await.unwrap();
        })
        .await;
    }

    /// Shows pages in a window of this width, light or dark.
    pub async fn look(&self, width: i64, dark: bool) {
        self.page.execute(SetDeviceMetricsOverrideParams::new(width, 900, 1.0, width < 600)).await.unwrap();
        let scheme = MediaFeature::new("prefers-color-scheme", if dark { "dark" } else { "light" });
        self.page.execute(SetEmulatedMediaParams::builder().features([scheme]).build()).await.unwrap();
    }

    /// What a script on the page answers.
    pub async fn ask<T: serde::de::DeserializeOwned>(&self, function: &str) -> T {
        self.page.evaluate_function(function).await.unwrap().into_value().unwrap()
    }

    /// Makes the accessibility rules ready on the page that is shown.
    pub async fn ready_axe(&self) {
        const AXE: &str = include_str!("../../vendor/axe.min.js");
        self.page.evaluate_expression(AXE).await.unwrap();
    }

    /// What the accessibility rules find on the page: rule and place. `only` are the rules asked; none for all.
    pub async fn axe(&self, only: &[&str]) -> Vec<String> {
        let options = if only.is_empty() {
            "{ resultTypes: ['violations'] }".to_owned()
        } else {
            format!("{{ resultTypes: ['violations'], runOnly: {{ type: 'rule', values: {only:?} }} }}")
        };
        self.ask(&format!(
            "async () => (await axe.run(document, {options})).violations
                .flatMap(rule => rule.nodes.map(node => rule.id + ' at ' + node.target.join(' ')))"
        ))
        .await
    }
}
