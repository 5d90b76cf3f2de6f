use std::path::PathBuf;

use baocao_model::Language;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

/// Báo cáo định kỳ đúng số liệu, đúng thể thức — periodic reports with checked figures and the right form
#[derive(Debug, Parser)]
#[command(name = "baocao", version, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Thư mục cấu hình — the configuration folder
    #[arg(long, global = true, value_name = "DIR")]
    pub config: Option<PathBuf>,

    /// Ngôn ngữ hiển thị — the language of messages [default: that of the system]
    #[arg(long, global = true)]
    pub lang: Option<Lang>,

    /// Kiểu kết quả — how results are printed
    #[arg(long, global = true, default_value = "human")]
    pub format: Format,

    /// Ghi nhật ký chi tiết hơn (lặp lại để thêm) — more log records; repeat for more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,

    /// Chỉ ghi lỗi — errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Kiểu nhật ký — how log records are written
    #[arg(long, global = true, default_value = "text")]
    pub log_format: LogFormat,

    /// Màu — colours
    #[arg(long, global = true, default_value = "auto")]
    pub color: Color,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo thư mục báo cáo với sổ tính để điền — make a report folder with the workbook to fill in
    New(New),
    /// Kiểm tra số liệu và lời văn — check figures and narrative
    Check(Check),
    /// Tổng hợp báo cáo của đơn vị cấp dưới — roll lower units' submissions up
    Aggregate(Aggregate),
    /// Xuất bộ báo cáo — write report bundles
    Bundle(Bundle),
    /// So hai bộ báo cáo, hai báo cáo hay hai bản số liệu — what changed between two bundles, reports or submissions
    Diff(Diff),
    /// Soát mâu thuẫn trong văn bản đã soạn xong — find contradictions in finished documents
    Review(Review),
    /// Soạn lại mỗi khi lưu, xem trong trình duyệt — compose on every save, shown in a browser
    Watch(Watch),
    /// In tập lệnh gợi ý cho shell — print completions for a shell
    Completions {
        /// Shell nào — which shell
        shell: clap_complete::Shell,
    },
    /// Bộ xuất — exporters
    Exporters {
        /// What to do with them.
        #[command(subcommand)]
        command: Exporters,
    },
    /// Mẫu báo cáo — forms
    Forms {
        /// What to do with them.
        #[command(subcommand)]
        command: Forms,
    },
}

/// Reports to be checked.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Thư mục báo cáo — report folders
    #[arg(required = true, value_name = "DIR")]
    pub reports: Vec<PathBuf>,

    /// In thời gian của từng quy tắc — print how long each rule took
    #[arg(long)]
    pub timings: bool,

    /// Lập phiếu yêu cầu chỉnh sửa vào thư mục này; nhiều báo cáo thì mỗi báo cáo một thư mục con — write a slip that
    /// asks for corrections; several reports get a folder each
    #[arg(long, value_name = "OUT")]
    pub slip: Option<PathBuf>,

    /// Chỉ dùng các bộ xuất này cho phiếu — the slip's exporters
    /// [default: those of `[slip]` in the organisation's file, else its own]
    #[arg(long, value_delimiter = ',', value_name = "IDS", requires = "slip")]
    pub exporters: Vec<String>,

    /// Chỉ in N nội dung của mỗi báo cáo, 0 là in hết — show so many findings of each report, 0 for all
    /// [default: 200; JSON has all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// A roll-up.
#[derive(Debug, clap::Args)]
pub struct Aggregate {
    /// Thư mục báo cáo — the report folder
    #[arg(value_name = "DIR")]
    pub report: PathBuf,

    /// Cây tổ chức của ngày này — the day whose tree holds [default: the period's last day]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,

    /// Nơi có báo cáo của các đơn vị: thư mục, tệp .ndjson hay .parquet — where the submissions are: a folder, an .ndjson
    /// or a .parquet file [default: `submissions` in the report's folder]
    #[arg(long, value_name = "PATH")]
    pub submissions: Option<PathBuf>,

    /// Ghi kết quả vào thư mục này: submission.json cho cấp trên, levels.csv từng cấp — where to write the results:
    /// submission.json for the next level, levels.csv with every level
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Ghi thêm units.parquet: số liệu của từng đơn vị, cho DuckDB, Power BI… — write units.parquet too: the figures of
    /// every unit, for databases
    #[arg(long, requires = "output")]
    pub parquet: bool,

    /// Chỉ in N nội dung, 0 là in hết — show so many findings, 0 for all [default: 200; JSON has all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// Số việc chạy cùng lúc — how many jobs run at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// Two that are compared.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// Bản trước: thư mục kết quả, thư mục báo cáo hay một tệp số liệu — the earlier one: a bundle, a report folder or a
    /// file with a submission
    #[arg(value_name = "A")]
    pub before: PathBuf,

    /// Bản sau — the later one
    #[arg(value_name = "B")]
    pub after: PathBuf,
}

/// Finished documents to be reviewed.
#[derive(Debug, clap::Args)]
pub struct Review {
    /// Văn bản Word, Markdown hoặc văn bản thường — office documents, Markdown or plain text
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Xem cả thể thức theo mẫu: nd30, hd36, hd05, tt01 hoặc tệp TOML — hold the form against a letterhead too
    #[arg(long, value_name = "PROFILE")]
    pub letterhead: Option<String>,

    /// Ghi bản sao của một văn bản Word với lời chú tại chỗ — write a copy of the one office document with comments
    #[arg(long, value_name = "OUT")]
    pub annotate: Option<PathBuf>,

    /// Ghi kết quả thành trang HTML — write the result as a page
    #[arg(long, value_name = "OUT")]
    pub html: Option<PathBuf>,
}

/// What to do with forms.
#[derive(Debug, Subcommand)]
pub enum Forms {
    /// Liệt kê các mẫu — list the forms
    List,
    /// Bảng, cột và quy tắc của một mẫu — a form's tables, columns and rules
    Show {
        /// Mã của mẫu — the form's id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Kiểm tra mẫu, ví dụ của quy tắc và lời văn mẫu — check forms, their rules' examples and their templates
    Check {
        /// Mã của các mẫu; tất cả nếu không ghi — the forms' ids; all of them if none is given
        #[arg(value_name = "ID")]
        ids: Vec<String>,
    },
}

/// A new report.
#[derive(Debug, clap::Args)]
pub struct New {
    /// Thư mục báo cáo sẽ tạo — the report folder to make
    #[arg(value_name = "DIR")]
    pub report: PathBuf,

    /// Mẫu báo cáo — the form
    #[arg(long)]
    pub form: String,

    /// Tổ chức — the organisation
    #[arg(long = "org", value_name = "ORG")]
    pub organization: String,

    /// Kỳ: 2023-Q3, 2023-H1, 2023-08, 2023-9M, 2023, 2018..2023, 2023-01-15..2023-03-14 — the period
    #[arg(long)]
    pub period: String,
}

/// A report in a browser.
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// Thư mục báo cáo — the report folder
    #[arg(value_name = "DIR")]
    pub report: PathBuf,

    /// Cổng trên máy này, 0 là cổng bất kỳ — the port on this machine, 0 for any
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
}

/// The main job.
#[derive(Debug, clap::Args)]
pub struct Bundle {
    /// Thư mục báo cáo — report folders
    #[arg(required = true, value_name = "DIR")]
    pub reports: Vec<PathBuf>,

    /// Thư mục kết quả; nhiều báo cáo thì mỗi báo cáo một thư mục con — where to write; several reports get a folder each
    /// [default: `bundle` in the report's folder]
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Xuất bản có chữ DỰ THẢO dù còn lỗi — issue a marked draft in spite of errors
    #[arg(long)]
    pub draft: bool,

    /// Chỉ dùng các bộ xuất này — these exporters only
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    pub only: Vec<String>,

    /// Nén thêm thành tệp .zip — also write a .zip
    #[arg(long)]
    pub zip: bool,

    /// Chạy bộ xuất ngay trong chương trình, chỉ để gỡ lỗi — run exporters in this process, for debugging only
    #[arg(long)]
    pub in_process: bool,

    /// Số việc chạy cùng lúc — how many jobs run at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// What to do with exporters.
#[derive(Debug, Subcommand)]
pub enum Exporters {
    /// Liệt kê các bộ xuất đã cài — list what is installed
    List,
    /// Giới thiệu một bộ xuất và các tùy chọn — what an exporter can do, and its options as TOML
    Show {
        /// Tên, tệp thư viện hoặc thư mục chương trình — its id, its library or its folder
        #[arg(value_name = "ID|PATH")]
        id: String,

        /// Chỉ in JSON Schema của các tùy chọn — only the JSON Schema of its options
        #[arg(long)]
        schema: bool,
    },
    /// Tạo mã nguồn cho một bộ xuất mới — make the source of a new exporter
    New(NewExporter),
    /// Kiểm tra một bộ xuất có giữ đúng giao ước không — examine whether an exporter keeps the contract
    Test {
        /// Tên, tệp thư viện hoặc thư mục chương trình — its id, its library or its folder
        #[arg(value_name = "ID|PATH")]
        exporter: String,
    },
    /// Ghi nhận một bộ xuất là đáng tin cậy — record an exporter as trusted
    Trust(Trust),
}

/// A new exporter.
#[derive(Debug, clap::Args)]
pub struct NewExporter {
    /// Thư mục sẽ tạo; tên thư mục là tên bộ xuất — the folder to make; its name names the exporter
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Viết bằng Python — in Python
    #[arg(long, conflicts_with = "sdk")]
    pub python: bool,

    /// Thư mục crates/baocao-exporter — where the crate `baocao-exporter` lies
    /// [default: the version of this program from a registry]
    #[arg(long, value_name = "PATH")]
    pub sdk: Option<PathBuf>,
}

/// An exporter to be trusted.
#[derive(Debug, clap::Args)]
pub struct Trust {
    /// Tên, tệp thư viện hoặc thư mục chương trình — its id, its library or its folder
    #[arg(value_name = "ID|PATH")]
    pub exporter: String,

    /// Không hỏi lại; phải có --sha256 — do not ask; needs --sha256
    #[arg(long)]
    pub yes: bool,

    /// Mã băm phải đúng như vậy — the hash that the file must have
    #[arg(long, value_name = "HASH")]
    pub sha256: Option<String>,
}

/// The languages of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}

/// How log records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines of text.
    Text,
    /// A JSON object per line.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Arguments {
    /// The language of messages: as asked for, else Vietnamese where the system's locale is Vietnamese.
    pub fn language(&self) -> Language {
        match self.lang {
            Some(Lang::Vi) => Language::Vietnamese,
            Some(Lang::En) => Language::English,
            None => system_language(),
        }
    }
}

fn system_language() -> Language {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("vi") => Language::Vietnamese,
        _ => Language::English,
    }
}
